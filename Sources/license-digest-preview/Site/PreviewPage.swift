internal import Rendering

/// A page of the preview itself, in the look, the language and the frame of the published ones.
struct PreviewPage: Sendable {
  let title: String
  let frame: SiteFrame
  let bar: PreviewBar
  var head: Markup = ""
  let main: Markup

  private var phrases: Phrases { bar.phrases }

  var markup: Markup {
    """
    <!DOCTYPE html>
    <html lang="\(phrases.locale)" dir="ltr">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>\(title) · \(phrases.text(.product))</title>
    <link rel="stylesheet" href="/assets/site.css">
    \(PreviewBar.head)\(head)</head>
    <body>
    <a class="skip" href="#main">\(phrases.text(.skip))</a>
    \(frame.header)
    <main id="main" tabindex="-1">
    \(main)
    </main>
    \(bar.markup)</body>
    </html>

    """
  }
}
