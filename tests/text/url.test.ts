import { expect, it } from 'vitest'
import { isImageSource, isLinkAddress, isRelativeAddress, safeUrl, webUrl } from '../../src/text/url.ts'

it.each([
  'https://a.example',
  'http://a.example/b?c#d',
  ' https://a.example ',
  'mailto:mina@a.example',
  'HTTPS://A.EXAMPLE/',
  'tel:+49-30-123456',
  'tel:030(12)34;ext=5',
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
  'tel:',
  'tel:*21*030%23',
  'tel:#06#',
  'tel:+1\n2',
])('follows %j never', (text) => {
  expect(safeUrl(text)).toBeNull()
})

it.each([
  ...['/about', '/', '../x.html', './x', 'about', 'photos/a b.jpg', '#part', '?q=1', '/a:b', '?to=a:b'],
  ...['/x?next=//b.example', ' /about ', '소개/길', 'R&D.html', 'a/https://b.example'],
])('knows %j as an address within a site', (text) => {
  expect(isRelativeAddress(text)).toBe(true)
  expect(isLinkAddress(text)).toBe(true)
})

it.each([
  ...['', ' ', '#', '//a.example', '///a.example', '/\\a.example', '\\/a.example', '\\a', ' //a.example'],
  ...['\u00a0//a.example', '/\t/a.example', '/\n/a.example', '\u0001//a.example', 'a:b', 'C:\\x', 'https:a'],
  ...['javascript:alert(1)', 'JAVASCRIPT:alert(1)', '\u200bjavascript:alert(1)', 'java\tscript:alert(1)'],
  ...['javascript&colon;alert(1)', 'javascript&#58;alert(1)', 'java&Tab;script:x', 'javascript%3Aalert(1)'],
  ...['data:text/html,x', 'data%3atext/html,x', 'vbscript:x', 'tel:*21%23', 'file:///etc/passwd', 'blob:x'],
])('follows %j nowhere', (text) => {
  expect(isRelativeAddress(text)).toBe(false)
  expect(isLinkAddress(text)).toBe(false)
})

it('tells pages from mail and numbers', () => {
  expect(webUrl('mailto:mina@a.example')).toBeNull()
  expect(webUrl('tel:+1')).toBeNull()
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
