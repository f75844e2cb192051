#!/bin/sh
# Breaks the rules on purpose, one small change at a time, and counts which changes no test of tests/core notices.
#   tools/mutation.sh                 all of core (an hour or more on two cores)
#   tools/mutation.sh workdays flow   only these files of core
# Works on a copy in a folder of its own (RUNUT_MUTATION_DIR), so the tree stays as it is; survivors are listed at the end.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=${RUNUT_MUTATION_DIR:-${TMPDIR:-/tmp}/runut-mutation}
python=${PYTHON:-$root/.venv/bin/python}
rm -rf "$work/mutants"
mkdir -p "$work/src/runut" "$work/tests"
cp -R "$root/pyproject.toml" "$work/"
for part in core formats procedures/shipped; do
    rm -rf "$work/src/runut/$part"
    mkdir -p "$work/src/runut/$part"
    cp -R "$root/src/runut/$part/." "$work/src/runut/$part/"
done
cp "$root/src/runut/__init__.py" "$work/src/runut/"
rm -rf "$work/tests/core"
cp -R "$root/tests/core" "$work/tests/core"
cd "$work"
ulimit -v 6000000  # a change that makes a list grow for ever fails for want of memory, and is noticed, instead of taking the machine's
if [ $# -gt 0 ]; then
    names=""
    for file in "$@"; do names="$names runut.core.$file.*"; done
    # shellcheck disable=SC2086
    nice -n 15 "$python" -m mutmut run --max-children "${JOBS:-2}" $names
else
    nice -n 15 "$python" -m mutmut run --max-children "${JOBS:-2}"
fi
"$python" -m mutmut results
