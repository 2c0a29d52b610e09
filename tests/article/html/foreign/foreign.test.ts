import { describe, expect, test } from 'vitest'
import { shown } from './cases.ts'

/** `[what it is, the HTML, the blocks, the report]`. */
type Case = readonly [name: string, html: string, body: readonly string[], report?: readonly string[]]

function table(name: string, cases: readonly Case[]): void {
  describe(name, () => {
    for (const [title, html, body, report = []] of cases)
      test(title, () => {
        const read = shown(html)
        expect(read.body).toEqual(body)
        expect(read.report).toEqual(report)
      })
  })
}

const FIGURE = 'https://example.org/k.jpg'

table('hidden elements are left out', [
  [
    'by a style, a style of Word and a style sheet',
    '<style>.gone{display:none}</style><p>Seen <span style="mso-hide:all">by Word</span> <span style="visibility:hidden">invisible</span> <span class="gone">by sheet</span></p>',
    ['Seen'],
    ['hidden 3 by Word'],
  ],
  ['by their attribute', '<p>A</p><p hidden>B</p><p hidden="until-found">C</p>', ['A'], ['hidden 2 B']],
  ['not by aria-hidden', '<p>A <span aria-hidden="true">&amp;</span> B</p>', ['A & B']],
  [
    'by the selectors of a tag, an id, several classes, in a list',
    '<style>i.x, #n, .a.b{display:none} .a{color:red}</style><p><i class=x>1</i><b class=x>2</b><u id=n>3</u><u class="b a">4</u><u class=a>5</u></p>',
    ['**2**5'],
    ['hidden 3 1'],
  ],
  [
    'by the strongest rule alone',
    '<style>p.note{display:block} .note{display:none}</style><p class=note>A</p><div class=note>B</div>',
    ['A'],
    ['hidden 1 B'],
  ],
  [
    'not by rules for paper, states and contexts',
    '<style>@media print{.x{display:none}} .y:hover{display:none} .no-js .z{display:none}</style><p class="x y z">A</p>',
    ['A'],
  ],
  [
    'not as whole pages, until a script shows them',
    '<style>body{visibility:hidden}</style><body><p>A</p></body>',
    ['A'],
  ],
  [
    'by a place outside of the page',
    '<p><span style="position:absolute;left:-9999px">Skip</span>A<span style="position:absolute;clip:rect(0,0,0,0)">, says</span></p>',
    ['A'],
    ['hidden 2 Skip'],
  ],
])

const item = (marker: string, text: string, level = 1): string =>
  `<p class=MsoListParagraph style='mso-list:l0 level${String(level)} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${marker}&nbsp; </span><![endif]>${text}</p>`

table('comments and changes of word processors', [
  [
    'Word’s comments are left out',
    "<p class=MsoNormal>Words<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[A1]</a></span>.</p><div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'><p class=MsoCommentText>A remark for the editor</p></div></div>",
    ['Words.'],
    ['comment 1 A remark for the editor'],
  ],
  [
    'tracked deletions are left out, insertions stay',
    '<html xmlns:w="urn:schemas-microsoft-com:office:word"><p>It <s><del cite="mailto:X">was</del></s><ins cite="mailto:X"> is</ins> gone.</p>',
    ['It is gone.'],
    ['deletedText 1 was', 'insertion 1 is'],
  ],
  [
    'changes are also spans of Word',
    '<p class="MsoNormal">It <span class=msoDel>was</span><span class=msoIns> is</span>.</p>',
    ['It is.'],
    ['deletedText 1 was', 'insertion 1 is'],
  ],
  [
    'an author’s own corrections stay',
    '<p>Two <del datetime="2031-01-01">three</del> <ins>four</ins></p>',
    ['Two ~~three~~ four'],
  ],
  [
    'Google’s comments are left out',
    '<p>Words<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>.</p><div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Sure?</span></p></div>',
    ['Words.'],
    ['comment 1 Sure?'],
  ],
])

table('lists of Word', [
  [
    'go on behind a paragraph',
    item('1.', 'one') + '<p class=MsoNormal>Between.</p>' + item('2.', 'two'),
    ['(1. one)', 'Between.', '(2. two)'],
  ],
  ['start at their number', item('5.', 'five') + item('6.', 'six'), ['(5. five | six)']],
  ['begin anew at one', item('1.', 'a') + item('2.', 'b') + item('1.', 'c'), ['(1. a | b)', '(1. c)']],
  ['nest', item('1.', 'a') + item('a)', 'b', 2) + item('2.', 'c'), ['(1. a (1. b) | c)']],
  [
    'are bullets by their signs',
    ['·', 'o', '§', '–', '•'].map((sign) => item(sign, sign)).join(''),
    ['(- · | o | § | – | •)'],
  ],
  [
    'give headings no numbers',
    "<h2 style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>Title</h2>",
    ['#2 Title'],
  ],
])

describe('a counter', () => {
  test.each([
    ['7', 7],
    ['(12)', 12],
    ['1.2.', 2],
    ['c.', 3],
    ['iv)', 4],
    ['가.', 1],
    ['ㄷ)', 3],
    ['④', 4],
    ['㉡', 2],
    ['一、', 1],
    ['十二、', 12],
    ['二十', 20],
    ['일.', 1],
    ['壹、', 1],
    ['א.', 1],
    ['יב.', 12],
    ['ב)', 2],
    ['٣.', 3],
    ['３．', 3],
    ['乙', 2],
    ['ウ.', 3],
    ['б)', 2],
    ['第3条', 3],
    ['제2조', 2],
    ['ข.', 2],
  ])('of any script, such as %s, starts a numbered list', (marker, start) => {
    expect(shown(item(marker, 'x')).body).toEqual([`(${String(start)}. x)`])
  })
})

table('lists of Google Docs and Word’s web app', [
  [
    'a part of a nested list has no empty items',
    '<b style="font-weight:normal"><ol><ol><ol><li><p>deep</p></li></ol></ol><li><p>top</p></li></ol></b>',
    ['(1. deep | top)'],
  ],
  [
    'levels of an export nest',
    '<ul class="lst-kix_a-0 start"><li>one</li></ul><ul class="lst-kix_a-1 start"><li>under</li></ul><ul class="lst-kix_a-0"><li>two</li></ul>',
    ['(- one (- under) | two)'],
  ],
  [
    'a numbered list of an export goes on',
    '<ol class="lst-kix_a-0 start" start="1"><li>one</li></ol><p>Between.</p><ol class="lst-kix_a-0" start="2"><li>two</li></ol>',
    ['(1. one)', 'Between.', '(2. two)'],
  ],
  [
    'items that name their level nest',
    '<div class="ListContainerWrapper"><ul><li data-aria-level="1"><p>one</p></li></ul></div><div class="ListContainerWrapper"><ul><li data-aria-level="2"><p>under</p></li></ul></div>',
    ['(- one (- under))'],
  ],
  [
    'a checklist keeps its boxes',
    '<ul><li role="checkbox" aria-checked="true"><img src="data:image/png;base64,iVBORw0KGgo=" width="18" height="18" alt="checked" aria-roledescription="checkbox"><p>Milk</p></li><li role="checkbox" aria-checked="false"><p>Bread</p></li></ul>',
    ['(- [x] Milk | [ ] Bread)'],
  ],
  [
    'so do those of GitHub and Notion',
    '<ul><li><input type="checkbox" checked disabled> a</li><li><label><input type=checkbox> b</label></li><li><div class="checkbox checkbox-on"></div><span>c</span></li></ul>',
    ['(- [x] a | [ ] b | [x] c)'],
  ],
  [
    'and those that are typed or named on the item',
    '<ul><li>[ ] a</li><li>☑ <b>b</b></li><li data-checked="true"><label><input type="checkbox"></label><div><p>c</p></div></li><li>[x]</li></ul>',
    ['(- [ ] a | [x] **b** | [x] c | [x])'],
  ],
  [
    'lists that are too deep are flattened',
    '<ul><li>x'.repeat(50),
    [expect.stringContaining('x')],
    [`listDepth 1 ${'x'.repeat(50)}`],
  ],
])

table('looks of Apple’s programs', [
  [
    'come from the style sheet',
    '<style>span.s1 {font-weight: bold} span.s2 {font-style: italic}</style><p class="p1">Plain <span class="s1">bold</span> and <span class="s2">italic</span>.</p>',
    ['Plain **bold** and *italic*.'],
  ],
  [
    'are in the shorthand, or in the name of the face',
    '<style>span.s1{font: bold 12.0px Helvetica} span.s2{font: 12px/1.2 Helvetica-Oblique} .s3{font: italic 13.0px "Helvetica Neue"} span.s4{font-family: "HelveticaNeue-Bold"}</style><p><span class=s1>a</span>, <span class=s2>b</span>, <span class=s3>c</span>, <span class=s4>d</span></p>',
    ['**a**, *b*, *c*, **d**'],
  ],
  [
    'a font resets what it does not name',
    '<p><b>a<span style="font: 12px Arial">b</span></b></p>',
    ['**a**b'],
  ],
])

table('chats and the web', [
  [
    'spans that are lines end one',
    '<div><span style="display:block">One.</span><span style="display: block">Two.</span><span>Three,</span> <span>four.</span></div>',
    ['One.', 'Two.', 'Three, four.'],
  ],
  [
    'pictures of emoji are characters',
    '<p>Rain <img alt="☔" src="https://abs-0.twimg.com/emoji/v2/svg/2614.svg"> all <img data-stringify-emoji=":umbrella:" alt=":umbrella:" src="https://a.slack-edge.com/u.png"> day <img alt=":wombat:" class=emoji src="https://a.example/emoji/1f43e.png"><img class=emoji alt=":crew:" src="https://a.example/u.png">.</p>',
    ['Rain ☔ all ☔ day 🐾:crew:.'],
  ],
  ['a photo with a word as its alt stays one', `<img src="${FIGURE}" alt="Umbrella">`, [`[${FIGURE} |  | ]`]],
  [
    'lines of code are lines',
    '<pre><code><div>a</div><div><br></div><div>b</div></code></pre><pre><ol><li>x</li><li>y</li></ol></pre>',
    ['{: a\n\nb}', '{: x\ny}'],
  ],
  [
    'buttons and line numbers are no code',
    '<pre><div><span>js</span><button>Copy code</button></div><div><code class="language-js"><span class="lineno">1</span>a()\n<span class="lineno">2</span>b()</code></div></pre>',
    ['{js: a()\nb()}'],
  ],
  [
    'a row of stars is a divider',
    '<p>Before</p><p style="text-align:center">* * *</p><p>After</p>',
    ['Before', 'divider', 'After'],
  ],
])

table('media', [
  [
    'without a provider are link cards',
    '<p>Lead.</p><video src="https://example.org/a.mp4" controls></video><figure><audio><source src="https://example.org/a.mp3"></audio><figcaption>The talk</figcaption></figure><iframe src="https://maps.example.org/x"></iframe><object data="https://example.org/x.pdf"><p>Fallback</p></object>',
    [
      'Lead.',
      '<https://example.org/a.mp4>',
      '<https://example.org/a.mp3>',
      'The talk',
      '<https://maps.example.org/x>',
      '<https://example.org/x.pdf>',
    ],
    ['media 4 https://example.org/a.mp4'],
  ],
  [
    'of known providers are embeds',
    '<object><param name=movie value="https://www.youtube.com/v/dQw4w9WgXcQ"></object>',
    ['<https://www.youtube.com/v/dQw4w9WgXcQ>'],
  ],
  [
    'without an address are reported',
    '<p>A</p><video src="blob:https://example.org/1"></video>',
    ['A'],
    ['lostMedia 1 blob:https://example.org/1'],
  ],
  [
    'that are advertisements or counters are left out',
    '<p>A</p><iframe src="https://ad.doubleclick.net/x"></iframe><iframe src="https://example.org/c" width="1" height="1"></iframe><iframe src="about:blank"></iframe>',
    ['A'],
  ],
])

table('formulas are code', [
  [
    'of MathML',
    '<p>E = <math><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math> holds.</p>',
    ['E = `mc^2` holds.'],
    ['formula 1 mc^2'],
  ],
  [
    'as their TeX, if they have it',
    '<p>So <math alttext="x_1"><mi>x</mi></math>, <span class=katex><span class="katex-mathml"><math><semantics><mi>a</mi><annotation encoding="application/x-tex">a\\le b</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">a≤b</span></span>.</p>',
    ['So `x_1`, `a\\le b`.'],
    ['formula 2 x_1'],
  ],
  [
    'of Wikipedia, once',
    '<p>A <span class="mwe-math-element"><span style="display:none"><math alttext="{\\displaystyle E}"><mi>E</mi></math></span><img src="https://example.org/e.svg" class="mwe-math-fallback-image-inline" alt="{\\displaystyle E}"></span>.</p>',
    ['A `E`.'],
    ['formula 1 E'],
  ],
  [
    'of MathJax’s scripts, once',
    '<p>A <span class="MathJax_Preview"></span><span class="MathJax"><math><mi>q</mi></math></span><script type="math/tex">q^2</script>.</p>',
    ['A `q^2`.'],
    ['formula 1 q^2'],
  ],
  [
    'on a line of their own, if they are displayed',
    '<p>A<math display="block"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>B</p>',
    ['A', '`(1)/(2)`', 'B'],
    ['formula 1 (1)/(2)'],
  ],
])

table('addresses', [
  [
    'of links that lead nowhere are reported',
    '<p><a href="/rel">rel</a> <a href="tel:+1">tel</a> <a href="#">up</a> <a href="javascript:x()">js</a> <a href="#_Toc1">toc</a> <a href="ftp://f.example/">ftp</a></p>',
    ['_rel_ _tel_ up js toc ftp'],
    ['link 2 toc'],
  ],
  [
    'are whole where the document has a base',
    '<base href="https://example.org/a/"><p><a href="b">rel</a></p>',
    ['_rel_'],
  ],
  [
    'of pictures that cannot be shown are reported',
    '<p>A</p><img src="./tram.jpg" alt="A tram">',
    ['A', '[waits |  | ]'],
    ['picture 1 A tram'],
  ],
  [
    'have titles that say more than the link',
    '<p><a href="https://example.org/" title="A long title">x</a> <a href="https://example.org/" title="y">y</a></p>',
    ['_x_ _y_'],
  ],
])

table('spaces leave the marks at whose edges they are', [
  [
    'behind and before words',
    '<p><b>Jun Harrow: </b>Hello, <i>there </i>you<i> are</i>.</p>',
    ['**Jun Harrow:** Hello, *there* you *are*.'],
  ],
  [
    'but not between words that have the mark',
    '<p><b>a </b><b>b</b> and <b>c</b><b> d</b></p>',
    ['**a b** and **c d**'],
  ],
  ['no-break spaces, too', '<p><b>Jun:&nbsp;</b>Hello</p>', ['**Jun:**\u00a0Hello']],
])

const figure = (caption: string): string =>
  `<figure><img src="${FIGURE}"><figcaption>${caption}</figcaption></figure>`

describe('a caption', () => {
  test.each([
    ['The kettle at rest. Photo: Bo Tann / Nordbild', 'The kettle at rest.', 'Bo Tann / Nordbild'],
    ['Photo by <a href="https://example.org/u">Ana Prieto</a> on Unsplash', '', 'Ana Prieto on Unsplash'],
    ['The pier (Photo: Bo Tann)', 'The pier', 'Bo Tann'],
    ['The pier. © Bo Tann', 'The pier.', '© Bo Tann'],
    ['The pier. Courtesy of the harbour', 'The pier.', 'Courtesy of the harbour'],
    ['Der Kai. Foto: Bo Tann', 'Der Kai.', 'Bo Tann'],
    ['Le quai. Crédit photo : Bo Tann', 'Le quai.', 'Bo Tann'],
    ['夜の港。撮影：田中', '夜の港。', '田中'],
    ['‘비의 계절’ 스틸컷 (사진=파도스튜디오)', '‘비의 계절’ 스틸컷', '파도스튜디오'],
    ['The pier | KBC', 'The pier', 'KBC'],
    ['The pier at night', 'The pier at night', ''],
    ['She keeps a photo: her mother laughs in it', 'She keeps a photo: her mother laughs in it', ''],
    ['A photo by the door. Nobody took it down.', 'A photo by the door. Nobody took it down.', ''],
  ])('%s', (caption, words, credit) => {
    expect(shown(figure(caption)).body).toEqual([`[${FIGURE} | ${words} | ${credit}]`])
  })
})

describe('the headline', () => {
  const page =
    '<title>The tram stops at one</title><main><h1>Badge of readers</h1><p>A box.</p><h1>The tram stops at one</h1><p>Words.</p></main>'

  test('is the h1 that the title names, if there are several', () => {
    expect(shown(page).headline).toBe('The tram stops at one')
  })

  test('is the first h1 where the title names none', () => {
    expect(shown(page.replace('<title>The tram stops at one', '<title>Home')).headline).toBe(
      'Badge of readers',
    )
  })
})
