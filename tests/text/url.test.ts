import { expect, it } from 'vitest'
import { isImageSource, safeUrl, webUrl } from '../../src/text/url.ts'

it.each([
  'https://a.example',
  'http://a.example/b?c#d',
  ' https://a.example ',
  'mailto:mina@a.example',
  'HTTPS://A.EXAMPLE/',
])('follows %s', (text) => {
  expect(safeUrl(text)).not.toBeNull()
})

it.each([
  '',
  'a.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'vbscript:x',
  'blob:https://a.example/1',
  '//a.example',
  '\\\\a.example\\b',
  'https:a.example',
  'https:\\\\a.example',
  'https://',
  'https:///a.example',
  'https://bank.example@a.example',
  'https://u:p@a.example',
  'ftp://a.example',
  'https://a.example/\nb',
])('follows %j never', (text) => {
  expect(safeUrl(text)).toBeNull()
})

it('tells pages from mail', () => {
  expect(webUrl('mailto:mina@a.example')).toBeNull()
  expect(webUrl('https://a.example')?.hostname).toBe('a.example')
})

it.each([
  'images/a.png',
  'images/가나-1_2.jpg',
  'https://a.example/b.png',
  'data:image/png;base64,iVBORw0KGgo=',
])('shows %s as a picture', (source) => {
  expect(isImageSource(source)).toBe(true)
})

it.each([
  '',
  'images/',
  'images/../a.png',
  'images/a/b.png',
  'images/.a.png',
  '/images/a.png',
  'a.png',
  'file:///a.png',
  'data:image/svg+xml;base64,PHN2Zz4=',
  'data:text/html;base64,PHA+',
  'javascript:alert(1)',
  'images/a.png\n',
])('shows %j never', (source) => {
  expect(isImageSource(source)).toBe(false)
})
