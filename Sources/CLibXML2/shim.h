#include <string.h>
#include <libxml/xmlversion.h>
/* Where libxml2 is built with ICU (Debian), its headers would bring ICU's types in, which
   Foundation has in a version of its own. They stand behind pointers only. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>

static inline void license_digest_ignore_text(void *context, const char *format, ...) {}
static inline void license_digest_ignore_error(void *context, xmlErrorPtr error) {}

/* Errors that belong to no parser go to standard error unless the thread has handlers. */
static inline void keepLibXML2Silent(void) {
  xmlSetGenericErrorFunc(0, license_digest_ignore_text);
  xmlSetStructuredErrorFunc(0, (xmlStructuredErrorFunc)license_digest_ignore_error);
}

/* Fills the tables of built-in types, which libxml2 does without a lock; its result is new. */
static inline void prepareSchemaTypes(void) { (void)xmlSchemaInitTypes(); }
