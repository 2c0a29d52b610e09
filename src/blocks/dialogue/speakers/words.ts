/**
 * Words that precede a colon in articles and name nobody, collected from entertainment features. All are lower-case, NFC,
 * with straight apostrophes, as nameKey makes them. names.ts refuses a text that is one of LABELS, that ends in one of
 * LABEL_NOUNS or SPEECH_VERBS, that begins with one of NON_NAME_OPENERS, or that is a noun with a number.
 */

/** Returns the set of words in a text, where they are separated by commas or line ends. */
const wordSet = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s*[\n,]\s*/))

/** Whole labels. Some are surnames too (Price, Page): these are refused alone, but not after a first name. */
export const LABELS = wordSet(`
  price, prices, ticket price, list price, price range, full price, cost, date, dates, day, time, times, where, when, who, what, why, how, which, page, hours, doors,
  tel, phone, email, e-mail, fax, web, website, url, address, contact, directions, venue, location, locations, place,
  tickets, ticket, admission, booking, bookings, reservations, capacity, dress code, age, ages, born, height, size,
  left, right, top, bottom, above, below, centre, center, middle, clockwise, pictured, from left, far left, far right,
  cast, starring, stars, genre, network, channel, platform, runtime, length, duration,
  rating, ratings, score, year, country, language, studio, label, released, airs, aired, episodes, seasons,
  ingredients, serves, method, myth, myths, preparation, yield, equipment, step, result, results, winner, winners, runner-up,
  pros, cons, verdict, bottom line, conclusion, summary, synopsis, plot, background, context, overview, example,
  however, meanwhile, also, finally, first, second, third, last, next, again, still, then, but, and, so, or, plus,
  yes, no, ok, okay, re, cc, bcc, fwd, subject, to, from, attn, dear, hello, hi, thanks, sincerely, regards,
  p.s., ps, n.b., nb, fyi, tl;dr, tldr, eta, rip, tw, cw, e.g., i.e., vs, psa, faq, faqs, diy, todo, to do,
  monday, tuesday, wednesday, thursday, friday, saturday, sunday, today, tomorrow, yesterday, tonight, now, later,
  directed by, written by, produced by, created by, starring, story by, words by, photos by, images by, photography,
  lyrics, edit, copyright, license, isbn, issn, doi, hashtag, hashtags, tags, topics, tag,
  follow, share, comments, likes, views, bio, about, more, extra, bonus, the end`)

/** Last words of labels: "Editor’s note", "Fun fact", "Official statement". */
export const LABEL_NOUNS = wordSet(`
  note, notes, warning, warnings, update, updates, correction, corrections, clarification, spoiler, spoilers, alert,
  caution, disclaimer, reminder, photo, photos, photograph, image, images, picture, pictures, video, videos,
  audio, gallery, clip, clips, trailer, teaser, source, sources, caption, captions, subtitle, subtitles, credit,
  credits, courtesy, via, link, links, title, titles, headline, subhead, tagline, deck, quote, quotes, lyric, tip,
  tips, hint, fact, facts, trivia, twist, statement, announcement, news, breaking, exclusive, opinion, review, recap,
  interview, analysis, feature, transcript, translation, poll, quiz, tweet, post, thread,
  hashtag, comment, date, time, location, address, setting, synopsis, verdict, definition, fix, highlight,
  highlights, takeaway, message, sign, poster, letter, memo, motto, slogan, theme, moral, lesson, rumour,
  rumor, truth, reality, report, reports, advertisement, ad, sponsor, sponsored, promo, finale, premiere, prologue,
  epilogue, introduction, intro, outro, preface, foreword, afterword, appendix, part, chapter, episode, series,
  problem, outcome, result, results, words`)

/**
 * Verbs of saying, and function words that cannot end a name. Words that are also syllables of Korean names are left out:
 * Jung Hae In, Kim Do An, Lee Hee Sang.
 */
export const SPEECH_VERBS = wordSet(`
  said, says, say, saying, told, tells, asked, asks, asking, replied, replies, answered, answers, responded, responds,
  added, adds, wrote, writes, writing, read, reads, reading, commented, comments, shouted, shouts, yelled, yells,
  screamed, screams, cried, cries, whispered, whispers, muttered, mutters, continued, continues, explained, explains,
  joked, jokes, quipped, quips, teased, teases, recalled, recalls, remembered, revealed, reveals, shared, shares,
  stated, states, tweeted, tweets, posted, posts, exclaimed, exclaims, laughed, laughs, captioned, noted, remarked,
  remarks, confessed, confesses, admitted, admits, announced, announces, declared, declares, insisted, insists,
  gushed, gushes, mused, muses, began, begins, concluded, concludes, thought, thinks, goes, went, warned,
  warns, promised, promises, claimed, claims, argued, argues, agreed, agrees, suggested, suggests, called, calls,
  reported, reports, was, is, are, were, has, had, have, did, does, by, at, of, for, from, with, the,
  and, or, but, that, this, into, about, than, via, per`)

/** First words of headings and calls to action. */
export const NON_NAME_OPENERS = wordSet(`
  welcome, note, update, warning, correction, spoiler, breaking, read, watch, see, listen, check, click, follow,
  subscribe, related, more, also, how, why, what, when, where, which, introducing, presenting, coming, meet, about,
  inside, here, there, this, that, these, those, directed, written, produced, created, posted, updated, published,
  edited, filmed, photographed, translated, based, exclusive, photo, photos, image, video, editor's, editors',
  publisher's, author's, writer's, translator's, director's, fun, trigger, content, plot, pro, release, air, running,
  total, according, speaking, season's, return, back, next, guide, guides, ode, road, journey, trip, flight, train,
  way, ways, path, route, key, response, reply, reaction, reactions, thanks, farewell, goodbye, tribute, due,
  prior, letter, letters, introduction, need, time, things, places, reasons, from, with, without, after, before,
  during, until, since, because, if, for, at, on, by, of, to, up, out, off, and, but, then`)

/** Nouns that are no name together with a number: `Episode 3`, `Chapter One`, `Part II`. */
export const NUMBERED_NOUNS = wordSet(`
  episode, episodes, ep, ep., eps, chapter, ch, ch., part, pt, pt., season, series, volume, vol, vol., book, scene,
  round, step, day, week, month, year, page, section, track, side, disc, tip, rule, lesson, level, stage, phase, number,
  no, no., question, figure, fig, fig., table, item, issue, top, game, match, set, take, shot, clip, video, photo,
  slide, panel, reason, fact, clue, case, room, floor, gate, exit, line, version, option, plan, act,
  appendix, verse, stop, problem, test, exhibit, january, february, march, april, june, july,
  august, september, october, november, december`)

/** Alternatives for a regular expression. */
const NUMBER_WORDS =
  `one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|
  twenty|thirty|forty|fifty|hundred|first|second|third|final|last`.replace(/\s+/g, '')

/** The number behind such a noun: digits, Roman numerals, a letter, a word. */
export const NUMERAL = new RegExp(`^(?:#?\\d+|[ivxlc]+|[a-d]|${NUMBER_WORDS})$`)

/** Words that names have in lower case, between the others or before them: `de`, `van`, `bin`. */
export const PARTICLES = wordSet(`
  da, de, del, della, delle, dell, dem, den, der, des, di, do, dos, das, du, e, y, i, el, al, la, las, le, les, lo, los,
  van, von, vom, zu, zum, zur, af, av, ten, ter, te, 't, op, bin, bint, ibn, abu, ben, bat, binti, ap, ab, mac, mc, st,
  san, santa, ul, ur, ud, ad, as, ash, as-, at, az`)

/** Addressees that are no names. */
export const UNNAMED_ADDRESSEES = wordSet(`
  camera, the camera, everyone, everybody, all, staff, the staff, fans, the fans, crew, the crew, the audience,
  himself, herself, themselves, the others, the other, the host, the room, no one, nobody`)

/** Whole labels in Korean, Japanese and Chinese. */
export const CJK_LABELS = wordSet(`
  참고, 주의, 경고, 업데이트, 가격, 사진, 영상, 동영상, 편집자 주, 편집자주, 역자 주, 기자 주, 정정, 정정 보도, 스포일러, 스포일러 주의, 출처, 자막,
  제목, 부제, 날짜, 일시, 시간, 장소, 위치, 주소, 문의, 전화, 링크, 연출, 극본, 각본, 제작, 출연, 주연, 장르, 방송, 방영, 채널, 요금, 입장료,
  예매, 관람료, 비고, 공지, 알림, 안내, 속보, 단독, 요약, 결론, 예고, 예고편, 관련 기사, 더 보기, 글, 그림, 촬영, 제공, 캡처, 해시태그, 태그, 팁, 질문 내용,
  번역, 해설, 배경, 한마디, 재료, 순서, 결과, 우승, 점수, 평점, 기사 제보, 제보, 이메일, 메일, 후기, 총평, 댓글, 반응, 추신, 예, 예시, 인용, 말, 대사,
  注意, 注, 注記, 備考, 警告, 更新, 追記, 訂正, 価格, 料金, 値段, 写真, 画像, 動画, 映像, 出典, 字幕, 編集部注, 編集者注, 訳注, ネタバレ, ネタバレ注意, 日時, 日付, 時間,
  場所, 会場, 住所, 脚本, 演出, 出演, 主演, 制作, 放送, 配信, 関連記事, お知らせ, 速報, 独占, まとめ, 結論, 例, 題名, タイトル, 見出し, リンク, ヒント, メモ, コメント, ポイント,
  价格, 價格, 图, 圖, 图片, 圖片, 照片, 视频, 視頻, 影片, 来源, 來源, 编者按, 編者按, 编辑注, 更正, 剧透, 劇透, 剧透警告, 提示, 备注, 時間, 时间, 地点, 地點, 日期, 地址,
  编剧, 編劇, 主演, 标题, 標題, 链接, 連結, 公告, 独家, 獨家, 快讯, 快訊, 总结, 總結, 结论, 結論, 问题, 答案, 翻译, 翻譯, 文, 另外, 例如, 比如`)

/**
 * How a sentence before a quotation ends in these scripts: `그는 이렇게 말했다: “…”`. Line by line: Korean plain endings
 * (the past tense in -ㅆ다 is tested in names.ts), polite endings, connectives and particles of an addressee; Japanese
 * verbs and topic marks; Chinese verbs of saying.
 */
export const CJK_SENTENCE_END = new RegExp(
  '(?:' +
    [
      '(?:한|된|이|있|없|하|되|는|란|간|온|든|쓴|묻는)다',
      '(?:니다|어요|아요|해요|세요|네요|군요|에요|예요|지요|하죠|했죠)',
      '(?:하고|라고|다고|냐고|자고|하며|으며|이며|면서|이렇게|다음과|같이|따르면|대해|에게|한테|에게서|에서|께)',
      '(?:った|した|んだ|いた|えた|けた|べた|った|れた|める|ました|です|ます|ている|という|といった|言う|話す|語る|によると|によれば|とは|には|では|[\\p{sc=Han}]は|[\\p{sc=Han}]が)',
      '(?:[说說]|[^问問答]问|[^问問答]問|(?:回|解)答|[说說写寫问問笑答喊叫唱]道|称|稱|喊|写着|寫著|写下|[^\\s]写|[^\\s]寫|讲|講|回应|回應|补充|補充|指出|认为|認為|透露|表示|写道)',
    ].join('|') +
    ')$',
  'u',
)

/** Numbered headings in these scripts: `第三章`, `제2부`, `시즌3`. */
export const CJK_NUMBERED =
  /^(?:第.{1,4}[章話话回集部節节幕場场季]|제\d{1,4}[화회장부막]|(?:시즌|에피소드|챕터|파트|시리즈)\d*)$/u
