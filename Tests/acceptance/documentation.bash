#!/usr/bin/env bash
# Builds the documentation of Licensing with DocC into .build/docs; a warning, as of a link that
# leads nowhere, is an error. So is a `package` symbol of any library that the compiler finds no
# words for, cases aside, whose enumeration speaks for them.
set -euo pipefail
cd "$(dirname "$0")/../.."
graphs="$(mktemp -d)"
trap 'rm -rf "$graphs"' EXIT
target="$(swift -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p')"
for module in Licensing Exports Templates Rendering; do
  swift build --target "$module"
  mkdir "$graphs/$module"
  swift symbolgraph-extract -module-name "$module" -minimum-access-level package \
    -I "$(swift build --show-bin-path)/Modules" -I Sources/CLibXML2 \
    -Xcc -fmodule-map-file=Sources/CLibXML2/module.modulemap -Xcc -I/usr/include/libxml2 \
    -target "$target" -output-dir "$graphs/$module"
done
python3 - "$graphs" <<'END'
import json, pathlib, sys
silent = count = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*/*.symbols.json")):
    for symbol in json.loads(path.read_text())["symbols"]:
        if symbol["accessLevel"] not in ("package", "public", "open") or "location" not in symbol:
            continue
        count += 1
        if "docComment" not in symbol and symbol["kind"]["identifier"] != "swift.enum.case":
            place = symbol["location"]
            line = place["position"]["line"] + 1
            print(f"{place['uri'].removeprefix('file://')}:{line}: nothing is said of "
                  + ".".join(symbol["pathComponents"]))
            silent += 1
print(f"{count} package symbols, nothing said of {silent}.")
sys.exit(1 if silent or count < 500 else 0)
END
docc="$(dirname "$(readlink -f "$(command -v swift)")")/docc"
"$docc" convert Sources/Licensing/Licensing.docc --additional-symbol-graph-dir "$graphs/Licensing" \
  --output-dir .build/docs --warnings-as-errors \
  --fallback-display-name Licensing --fallback-bundle-identifier license-digest.licensing
echo "The documentation has no warnings."
