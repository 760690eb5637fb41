#include <libxml/xmlversion.h>
/* Where libxml2 is built with ICU (Debian), its headers would bring ICU's types in, which
   Foundation has in a version of its own. They stand behind pointers only. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
