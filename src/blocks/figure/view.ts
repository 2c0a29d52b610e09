import { Image, Images } from '@lucide/vue'
import { chainCommands } from '@tiptap/pm/commands'
import type { BlockView } from '../_view/view.ts'
import { exitBelow } from '../_view/keys.ts'
import { underAll } from '../_view/neighbours.ts'
import { leanView, vueChrome } from '../_view/leanView.ts'
import { enterCaption, exitCaption, focusCredit, focusTools, selectFigure } from './commands.ts'
import FigureChrome from './FigureChrome.vue'
import { captionOf, photosOf } from './gallery/nodes.ts'
import { creditSplitPlugin } from './page/creditSplit.ts'
import { deleteAroundCaptions, deleteGalleryPhoto } from './page/deletePhotos.ts'
import { arrowOut, leaveCaption, stayInCaption } from './page/galleryCommands.ts'
import { captionTypingPlugin } from './page/captionTyping.ts'
import { galleryView } from './page/galleryView.ts'
import { webUrl } from '../../text/url.ts'
import { attribute, textOf } from '../node.ts'
import { missingName } from './page/missingName.ts'
import { t } from './messages.ts'

/** Returns the file name in a picture's address on the web; '' for a file of the draft, whose name is a number. */
function fileName(src: string): string {
  const path = webUrl(src)?.pathname.split('/').at(-1) ?? ''
  return /\.\w+$/u.test(path) && !path.includes('%') ? path : ''
}

export { setSize, useTool } from './commands.ts'
export { deleteGalleryPhoto, deleteSelected, tearsPhotos } from './page/deletePhotos.ts'
export {
  gatherPhotos,
  isPhotoAt,
  joinWithBelow,
  putBeside,
  removePhoto,
  splitGallery,
} from './page/galleryCommands.ts'

/**
 * The photo in the editor: a Vue component for the picture and its fields, above the caption. A click on the picture selects
 * the photo as a whole.
 */
export const view: BlockView = {
  block: 'figure',
  kinds: [
    {
      id: 'figure',
      label: () => t('kind.label'),
      keywords: () => t('kind.keywords'),
      hint: () => t('kind.hint'),
      section: 'Editorial',
      icon: Image,
      type: 'figure',
      turns: false,
    },
    {
      id: 'gallery',
      label: () => t('gallery.label'),
      keywords: () => t('gallery.keywords'),
      hint: () => t('gallery.hint'),
      section: 'Editorial',
      icon: Images,
      type: 'gallery',
      turns: false,
    },
  ],
  nodes: {
    figure: {
      label: () => t('kind.label'),
      outline: {
        icon: Image,
        row: (figure, number) => ({
          level: 0,
          label:
            textOf(figure).trim() ||
            attribute(figure, 'alt').trim() ||
            fileName(attribute(figure, 'src')) ||
            missingName(attribute(figure, 'missing')) ||
            t('outline.numbered', { number }),
          detail: attribute(figure, 'src') === '' ? t('outline.waiting') : '',
        }),
      },
    },
    gallery: {
      label: () => t('gallery.label'),
      outline: {
        icon: Images,
        row: (gallery) => {
          const photos = photosOf(gallery)
          const own = captionOf(gallery).map(textOf).join('')
          const words = [own, ...photos.map(textOf)].map((each) => each.trim()).find(Boolean)
          return {
            level: 0,
            label: words ?? t('gallery.label'),
            detail: t('gallery.photos', { count: photos.length }),
          }
        },
      },
    },
    galleryCaption: { label: () => t('gallery.caption'), placeholder: () => t('gallery.placeholder') },
  },
  nodeViews: {
    gallery: () => galleryView,
    figure: leanView({
      chrome: vueChrome(FigureChrome),
      tag: 'figure',
      content: 'figcaption',
      chromeFirst: true,
      className: 'figure',
      hint: () => t('placeholder'),
      attributes: (node) => ({
        'data-waiting': String(node.attrs.src === null),
        'data-size': String(node.attrs.size),
      }),
    }),
  },
  keys: ({ nodes: { figure, paragraph } }) =>
    figure && paragraph
      ? {
          Enter: chainCommands(deleteAroundCaptions, leaveCaption(paragraph), exitBelow(figure, paragraph)),
          ArrowUp: chainCommands(arrowOut(paragraph, -1), exitCaption(figure, paragraph, -1)),
          ArrowDown: chainCommands(arrowOut(paragraph, 1), exitCaption(figure, paragraph, 1)),
          ...underAll(
            'Backspace',
            chainCommands(deleteGalleryPhoto, deleteAroundCaptions, stayInCaption(-1)),
          ),
          ...underAll('Delete', chainCommands(deleteGalleryPhoto, deleteAroundCaptions, stayInCaption(1))),
          // From the outside in: the photo, its caption, then credit and alt text, which are fields of their own.
          Tab: chainCommands(enterCaption, focusCredit(figure)),
          'Shift-Tab': chainCommands(selectFigure(figure), focusTools),
          Escape: chainCommands(selectFigure(figure), enterCaption),
          F2: enterCaption,
          'Alt-F10': focusTools,
        }
      : {},
  plugins: () => [creditSplitPlugin(), captionTypingPlugin()],
}
