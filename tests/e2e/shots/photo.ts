import type { Browser } from 'playwright-core'

/** A tea-house counter in the rain, lamps behind the window: soft enough to pass for a photo, and nobody's but ours. */
const SCENE = `
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1320 540" width="1320" height="540">
  <defs>
    <linearGradient id="night" x2="0" y2="1"><stop stop-color="#2c3a49"/><stop offset=".62" stop-color="#5b6a72"/><stop offset="1" stop-color="#8b7a63"/></linearGradient>
    <linearGradient id="counter" x2="0" y2="1"><stop stop-color="#8a5f3c"/><stop offset=".2" stop-color="#5d3d27"/><stop offset="1" stop-color="#2b1d15"/></linearGradient>
    <radialGradient id="lamp"><stop stop-color="#ffe3a8"/><stop offset=".35" stop-color="#f0b964" stop-opacity=".75"/><stop offset="1" stop-color="#f0b964" stop-opacity="0"/></radialGradient>
    <linearGradient id="coat" x2="1" y2="1"><stop stop-color="#e2b23f"/><stop offset="1" stop-color="#a87a1f"/></linearGradient>
    <linearGradient id="apron" x2="1" y2="1"><stop stop-color="#56707f"/><stop offset="1" stop-color="#2f414d"/></linearGradient>
    <linearGradient id="steel" x2="1"><stop stop-color="#3b3f43"/><stop offset=".35" stop-color="#c9cdcb"/><stop offset=".6" stop-color="#777c7f"/><stop offset="1" stop-color="#2a2d30"/></linearGradient>
    <filter id="far"><feGaussianBlur stdDeviation="16"/></filter>
    <filter id="near"><feGaussianBlur stdDeviation="4"/></filter>
    <filter id="soft"><feGaussianBlur stdDeviation="1.6"/></filter>
    <filter id="grain"><feTurbulence type="fractalNoise" baseFrequency=".9" numOctaves="2" seed="4"/><feColorMatrix values="0 0 0 0 .5  0 0 0 0 .48  0 0 0 0 .44  0 0 0 .16 0"/></filter>
    <filter id="rain"><feTurbulence type="fractalNoise" baseFrequency=".35 .004" numOctaves="2" seed="9"/><feColorMatrix values="0 0 0 0 .92  0 0 0 0 .94  0 0 0 0 .96  0 0 0 1.6 -.82"/></filter>
    <radialGradient id="edge" cx=".5" cy=".45" r=".75"><stop offset=".55" stop-opacity="0"/><stop offset="1" stop-opacity=".5"/></radialGradient>
  </defs>
  <rect width="1320" height="540" fill="url(#night)"/>
  <g filter="url(#far)"><path d="M0 250 180 190 390 260 610 180 860 250 1090 170 1320 240V420H0Z" fill="#33414c"/>
    <circle cx="250" cy="150" r="120" fill="url(#lamp)"/><circle cx="690" cy="120" r="150" fill="url(#lamp)"/><circle cx="1090" cy="170" r="130" fill="url(#lamp)"/>
    <circle cx="470" cy="230" r="54" fill="url(#lamp)"/><circle cx="900" cy="220" r="60" fill="url(#lamp)"/></g>
  <rect width="1320" height="420" filter="url(#rain)" opacity=".5"/>
  <g fill="#241d19" filter="url(#soft)"><rect x="428" width="13" height="400"/><rect x="872" width="13" height="400"/></g>
  <g filter="url(#near)">
    <path d="M376 290h46v40h-46Z" fill="#b98767"/><path d="M262 470c6-116 54-158 136-166s124 46 132 166Z" fill="url(#coat)"/>
    <path d="M340 258c-4-66 30-88 62-86s64 28 54 92c-4 30-24 44-56 44s-56-16-60-50Z" fill="#2b1e18"/><circle cx="404" cy="166" r="22" fill="#2b1e18"/>
    <path d="M902 280h44v44h-44Z" fill="#a97a5c"/><path d="M786 470c4-128 62-166 138-172s128 56 138 172Z" fill="url(#apron)"/>
    <path d="M868 236c-2-62 30-80 58-78s58 22 52 82c-4 36-24 50-54 50s-54-16-56-54Z" fill="#1d1714"/>
  </g>
  <rect y="404" width="1320" height="136" fill="url(#counter)"/><rect y="404" width="1320" height="5" fill="#c79a68" opacity=".7"/>
  <g filter="url(#soft)">
    <path d="M598 420c-6-70 22-104 68-104s76 34 70 104Z" fill="url(#steel)"/><path d="M612 322c16-40 92-40 106 0" fill="none" stroke="#1f2123" stroke-width="9"/>
    <path d="M732 372c30-6 34-34 50-44" fill="none" stroke="#8b9092" stroke-width="13"/><circle cx="666" cy="314" r="8" fill="#222"/>
    <path d="M508 384h62l-8 42h-46Z" fill="#e9e2d2"/><path d="M824 388h58l-8 40h-42Z" fill="#b8473a"/>
    <path d="M532 372c-8-16 10-22 2-40M852 376c-8-14 10-20 2-36M650 296c-12-24 14-32 2-58" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="5"/>
  </g>
  <rect width="1320" height="540" fill="url(#edge)"/><rect width="1320" height="540" filter="url(#grain)"/>
</svg>`

/** The size of {@link paintPhoto}'s picture in pixels. */
export const PHOTO = { width: 1320, height: 540 }

const painted = new WeakMap<Browser, Promise<Buffer>>()

/** Returns the bytes of a JPEG, painted once by each browser: what stands in the drafts that have a photo. */
export function paintPhoto(browser: Browser): Promise<Buffer> {
  const photo = painted.get(browser) ?? paint(browser)
  painted.set(browser, photo)
  return photo
}

async function paint(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage({ viewport: PHOTO })
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${SCENE}`)
  const bytes = await page.screenshot({ type: 'jpeg', quality: 84 })
  await page.close()
  return bytes
}
