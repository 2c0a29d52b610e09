import { playerOrigins } from '../article/index.ts'

/**
 * The players of embeds, the only foreign pages that Galley's page shows. Their origins come from the embed block's table
 * of providers. The content security policy, the guard of navigation, the Referer and full screen all read them here.
 */

/** The project's page, which players are told as the page around them. It is also the `homepage` of package.json. */
export const PROJECT_PAGE = 'https://galley-editor.github.io/'

export { playerOrigins }

/** Returns true for an address that the frame of a player may show. */
export function isPlayerAddress(address: string): boolean {
  return URL.canParse(address) && playerOrigins.includes(new URL(address).origin)
}
