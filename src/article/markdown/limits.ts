import { ArticleError } from '../error.ts'

export function guard(body: string, above: number): void {
  if (body.length > 8_000_000)
    throw new ArticleError('the text is too long', `line ${String(above)}`, 'Split it.')
}
