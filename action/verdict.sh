#!/usr/bin/env bash
# Ends the Action as the scan ended.
set -euo pipefail
: "${STATUS?}" "${EXIT_CODE?}" "${MODE?}"

case $STATUS in
  clean) echo "keyside: nothing that fails the job" ;;
  findings) echo "::error title=keyside::There are findings; the step 'Scan' shows them." ;;
  incomplete) echo "::error title=keyside::Something could not be read, so nobody knows whether it is clean; the step 'Scan' says what." ;;
  *) echo "::error title=keyside::The scan (mode $MODE) did not work; the step 'Scan' says why." ;;
esac
exit "${EXIT_CODE:-2}"
