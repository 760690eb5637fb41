internal import Licensing

/// What a column of any export means, whatever it is called there.
enum Column: Int, CaseIterable {
  case accountDomain, accountName, virtualAccount, license, sku, billingType, licenseType
  case quantity, inUse, startDate, endDate, subscription, status
  case productInstance, product, registrationDate, registrationRenewed, authorizationDate
  case lastContact, time, event, message, user
  case email, role, virtualAccounts, dailySummary, statusNotification, alertEvents
  case expiryWindows, additionalEmails, locale
  case assignedQuantity, termStatus
  case severity, alert, source, actionDue
  case alertEvent, subject, until, by, reason

  /// Our own name of it, which heads the column in our exports and which rules use.
  var name: String {
    switch self {
    case .accountDomain: "account_domain"
    case .accountName: "account_name"
    case .virtualAccount: "virtual_account"
    case .license: "license"
    case .sku: "sku"
    case .billingType: "billing_type"
    case .licenseType: "license_type"
    case .quantity: "quantity"
    case .inUse: "in_use"
    case .startDate: "start_date"
    case .endDate: "end_date"
    case .subscription: "subscription_id"
    case .status: "status"
    case .productInstance: "product_instance"
    case .product: "product"
    case .registrationDate: "registration_date"
    case .registrationRenewed: "registration_renewed"
    case .authorizationDate: "authorization_date"
    case .lastContact: "last_contact"
    case .time: "time"
    case .event: "event"
    case .message: "message"
    case .user: "user"
    case .email: "email"
    case .role: "role"
    case .virtualAccounts: "virtual_accounts"
    case .dailySummary: "daily_summary"
    case .statusNotification: "status_notification"
    case .alertEvents: "alert_events"
    case .expiryWindows: "expiry_windows"
    case .additionalEmails: "additional_emails"
    case .locale: "locale"
    case .assignedQuantity: "assignedLicenses_quantity"
    case .termStatus: "term_status"
    case .severity: "severity"
    case .alert: "alert"
    case .source: "source"
    case .actionDue: "action_due"
    case .alertEvent: "alert_event"
    case .subject: "subject"
    case .until: "until"
    case .by: "by"
    case .reason: "reason"
    }
  }
}
