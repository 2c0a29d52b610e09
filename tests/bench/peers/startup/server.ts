import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readPageFile } from './files.ts'

/** Serves the bare page on a free port and prints its address. Arguments: the page's folder, the words in the editor. */
const [folder = '', words = '0'] = process.argv.slice(2)

const server = createServer((request, response) => {
  readPageFile(folder, new URL(request.url ?? '/', 'http://localhost').pathname).then(
    ({ bytes, mime }) => response.writeHead(200, { 'Content-Type': mime }).end(bytes),
    () => response.writeHead(404).end(),
  )
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`http://127.0.0.1:${String(port)}/?words=${words}\n`)
})
