import type { ServerResponse } from 'node:http'
import { toWire, type WireBody } from '../wire.ts'

/** Sends a value that must not be stored by the browser. */
export function sendWire(response: ServerResponse, status: number, { type, bytes }: WireBody): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': bytes.length,
    'Cache-Control': 'no-store',
  })
  response.end(bytes)
}

/** Sends `{"error": message}`. */
export function sendError(response: ServerResponse, status: number, message: string): void {
  sendWire(response, status, toWire({ error: message }))
}

/**
 * Sends one sentence as a page.
 * @param text a sentence of this host: nothing of the request may be in it
 * @param isHtml true if `text` is HTML
 */
export function sendText(response: ServerResponse, status: number, text: string, isHtml = false): void {
  response.writeHead(status, {
    'Content-Type': isHtml ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
  })
  response.end(`${text}\n`)
}
