internal import Templates

/// A message, with links to the files that were made.
enum MessageLineNames: Int, TemplateNames {
  case kind, subject, account, name, html, text, json, locale, size, recipients, moreRecipients
  case identifier

  var type: TemplateType { self == .recipients ? RecipientNames.list : .text }

  var meaning: String {
    switch self {
    case .kind: "daily summary or status notice"
    case .subject: "its subject"
    case .account: "the account's name"
    case .name: "what the body's files begin with"
    case .html: "the link to its HTML body"
    case .text: "the link to its text body"
    case .json: "the link to its JSON body"
    case .locale: "its language"
    case .size: "the size of the HTML body"
    case .recipients: "who gets it"
    case .moreRecipients: "how many more get it, in words"
    case .identifier: "what a link can name"
    }
  }
}

/// An address, with a link to its mail where one was made, and who added it as an additional one.
enum RecipientNames: Int, TemplateNames {
  case address, mail, addedBy

  var meaning: String {
    switch self {
    case .address: "the address"
    case .mail: "the link to its .eml file"
    case .addedBy: "who added it, in words"
    }
  }
}
