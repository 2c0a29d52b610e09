/** HTML as other programs put it on the clipboard, in each one’s manner. The texts are invented. */

export const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt;} @list l0 {mso-list-id:1;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'>
<!--StartFragment-->
<h1><span lang=EN-US>The Night Ferry<o:p></o:p></span></h1>
<p class=MsoNormal><span lang=EN-US>It left at <b style='mso-bidi-font-weight:normal'>four</b>, <i>without</i> a bell.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>rope<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span></span><![endif]>of hemp<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>·<span>&nbsp; </span></span></span><![endif]>lamp<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span></span><![endif]>cast off<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span></span><![endif]>sing<o:p></o:p></p>
<p class=MsoNormal>See <a href="https://ferry.example/log">the log</a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment-->
</body></html>`

export const GOOGLE_DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0a1b2c"><h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-family:Arial;font-weight:400">Second watch</span></h2><p dir="ltr"><span style="font-weight:400">Nobody </span><span style="font-weight:400;font-style:italic">slept</span><span style="font-weight:400">, and </span><span style="font-weight:700">nobody</span><span style="font-weight:400"> said so. </span><span style="text-decoration:line-through">Or did they?</span></p><p dir="ltr"><span>Ask </span><a href="https://www.google.com/url?q=https://pier.example/keeper&sa=D" style="text-decoration:none"><span style="text-decoration:underline">the keeper</span></a><span>.</span></p><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>salt</span></p></li><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>bread</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>dry</span></p></li></ul></ul></b><br class="Apple-interchange-newline">`

export const LIBRE_OFFICE = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>
<meta name="generator" content="LibreOffice 24.2 (Linux)"/><style type="text/css">p { line-height: 115% }</style></head>
<body lang="en-GB" link="#000080" dir="ltr"><h3 class="western"><font face="Liberation Sans, sans-serif">Below deck</font></h3>
<p style="line-height: 100%; margin-bottom: 0cm">Steam
<b>and</b> song.</p>
<ol><li><p style="margin-bottom: 0cm">kettle</p></li>
<li><p style="margin-bottom: 0cm">cups</p></li></ol></body></html>`

export const WORDPRESS = `<!-- wp:heading --><h2 class="wp-block-heading">At the pier</h2><!-- /wp:heading -->
<figure class="wp-block-image size-large"><img src="https://pier.example/wp-content/gulls.jpg" alt="Gulls over a pier" class="wp-image-12"/><figcaption class="wp-element-caption">Gulls, waiting | S. Vale</figcaption></figure>
<figure class="wp-block-embed is-type-video is-provider-youtube"><div class="wp-block-embed__wrapper">
https://www.youtube.com/watch?v=abcdefghijk
</div></figure>
<blockquote class="wp-block-quote"><p>The sea keeps no minutes.</p></blockquote>`

export const NEWS = `<html lang="en"><head><title>Lights out at the harbour | The Tide</title></head><body>
<nav><a href="/">Menu</a></nav><script>window.track()</script>
<main><article><h1>Lights out at the harbour</h1>
<p>The harbour was dark.</p><p>By nine the ferries had stopped, and the lamps with them; only the kiosk was open.</p>
<aside class="promo"><form>Subscribe <input></form></aside><p>Nobody complained.</p></article></main></body></html>`

export const WINDOWS = `Version:0.9\r
StartHTML:0000000105\r
EndHTML:0000000220\r
StartFragment:0000000141\r
EndFragment:0000000184\r
SourceURL:https://pier.example/\r
<html>\r
<body>\r
<!--StartFragment--><p>Rain <b>again</b></p><!--EndFragment-->\r
</body>\r
</html>\u0000`
