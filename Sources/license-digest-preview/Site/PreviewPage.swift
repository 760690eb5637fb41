/// A page of the preview itself, in the look of the published ones.
struct PreviewPage: Sendable {
  let title: String
  let bar: PreviewBar
  var head: Markup = ""
  let main: Markup

  var markup: Markup {
    """
    <!DOCTYPE html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>\(title) · License Digest</title>
    <link rel="stylesheet" href="/assets/site.css">
    \(PreviewBar.head)\(head)</head>
    <body>
    <a class="skip" href="#main">Skip to the content</a>
    <header class="top">
    <p class="product">License Digest</p>
    <nav aria-label="Pages">
    <a href="/index.html">Accounts</a>
    <a href="/alerts.html">Alerts</a>
    <a href="/coverage.html">Coverage</a>
    <a href="/view.html">Messages</a>
    </nav>
    </header>
    <main id="main" tabindex="-1">
    \(main)
    </main>
    \(bar.markup)</body>
    </html>

    """
  }
}
