#!/usr/bin/env bash
# Fails for a `package` declaration without a doc comment; a witness has its protocol's words.
# documentation.bash asks the compiler the same, slower.
set -euo pipefail
cd "$(dirname "$0")/../.."
find Sources -name '*.swift' -print0 | sort -z | xargs -0 awk '
  FNR == 1 { documented = 0 }
  /^ *\/\/\// { documented = 1; next }
  /^ *@/ && !/ (func|var|let|struct|enum|init)/ { next }
  /^ *package import/ { next }
  /^ *(@[a-zA-Z()]+ )*package / {
    witness = /static func (<|==)|func hash\(|var description/
    if (!documented && !witness) { print FILENAME ":" FNR ": no doc comment:" $0; bad = 1 }
  }
  { documented = 0 }
  END { exit bad }'
echo "Every package declaration has a doc comment."
