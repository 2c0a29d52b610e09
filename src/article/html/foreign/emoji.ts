import type { Element } from 'hast'
import { classesOf, property } from '../../../blocks/hast.ts'

/** Pictures that stand for a character, as chats and social networks copy them. */

/** Slack's names of the emoji that are used most (https://api.slack.com/reference/surfaces/formatting); others stay names. */
const NAMES: ReadonlyMap<string, string> = new Map(
  `+1 👍,-1 👎,100 💯,angry 😠,art 🎨,bangbang ‼️,blue_heart 💙,blush 😊,bow 🙇,broken_heart 💔,bug 🐛,bulb 💡,cake 🍰,
  calendar 📅,camera 📷,cat 🐱,chart_with_upwards_trend 📈,clap 👏,coffee ☕,cold_sweat 😰,confused 😕,cry 😢,dog 🐶,exclamation ❗,
  eyes 👀,face_with_rolling_eyes 🙄,fire 🔥,flushed 😳,gift 🎁,grin 😁,grinning 😀,green_heart 💚,hammer 🔨,hand ✋,heart ❤️,
  heart_eyes 😍,heavy_check_mark ✔️,hugging_face 🤗,joy 😂,kissing_heart 😘,laughing 😆,link 🔗,lock 🔒,loudspeaker 📢,memo 📝,
  moon 🌔,muscle 💪,musical_note 🎵,neutral_face 😐,ok_hand 👌,orange_heart 🧡,partying_face 🥳,pencil2 ✏️,pensive 😔,point_down 👇,
  point_left 👈,point_right 👉,point_up ☝️,pray 🙏,purple_heart 💜,pushpin 📌,question ❓,rage 😡,rainbow 🌈,raised_hands 🙌,
  red_circle 🔴,relaxed ☺️,relieved 😌,rocket 🚀,rofl 🤣,rotating_light 🚨,scream 😱,shrug 🤷,skull 💀,sleeping 😴,
  slightly_smiling_face 🙂,smile 😄,smiley 😃,smirk 😏,snowflake ❄️,sob 😭,sparkles ✨,star ⭐,star2 🌟,sun_with_face 🌞,sunglasses 😎,
  sunny ☀️,sweat 😓,sweat_smile 😅,tada 🎉,thinking_face 🤔,thumbsdown 👎,thumbsup 👍,trophy 🏆,umbrella ☔,upside_down_face 🙃,
  v ✌️,warning ⚠️,wave 👋,weary 😩,white_check_mark ✅,wink 😉,worried 😟,x ❌,yellow_heart 💛,yum 😋,zap ⚡,zzz 💤`
    .split(',')
    .map((row) => row.trim().split(' ', 2) as [string, string]),
)

/** One emoji, or a few: `☔`, `👩‍🚀👍🏽`, a flag, a keycap. */
const EMOJI =
  /^(?:\p{Regional_Indicator}{2}|[\d#*]\ufe0f?\u20e3|\p{Extended_Pictographic}[\ufe0f\u200d\p{Extended_Pictographic}\p{Emoji_Modifier}\u{e0020}-\u{e007f}]*){1,4}$/u

/** The file's name is its code points: `…/2614.png`, `…/1f468-200d-1f680.svg`. */
function characterInAddress(src: string): string {
  const points =
    /\/(?:u|emoji_u)?((?:[\da-f]{2,6})(?:[-_][\da-f]{2,6}){0,9})(?:@\dx)?\.(?:png|svg|webp|gif)(?:[?#]|$)/i.exec(
      src,
    )?.[1]
  if (points === undefined) return ''
  const codes = points.split(/[-_]/).map((code) => Number.parseInt(code, 16))
  if (codes.some((code) => code > 0x10_ff_ff)) return ''
  const text = String.fromCodePoint(...codes)
  return EMOJI.test(text) ? text : ''
}

const isNamedEmoji = (img: Element): boolean =>
  classesOf(img).some((name) => /^(?:emoji|wp-smiley|emojione|twemoji|gemoji)$/i.test(name)) ||
  ['dataStringifyEmoji', 'dataEmoji', 'dataEmojiName'].some((name) => name in img.properties) ||
  /\/(?:emoji|twemoji|gemoji|emoji-assets)\b/i.test(property(img, 'src'))

/** Returns the text that a picture stands for, '' if it is a picture of its own. */
export function emojiText(img: Element): string {
  const alt = property(img, 'alt')
  if (EMOJI.test(alt.trim())) return alt.trim()
  if (!isNamedEmoji(img)) return ''
  const name = property(img, 'dataStringifyEmoji') || alt
  return characterInAddress(property(img, 'src')) || (NAMES.get(name.replace(/^:|:$/g, '')) ?? alt)
}
