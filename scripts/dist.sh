#!/usr/bin/env bash
# One archive in dist/ that installs with the network off: wheels, their lock, checksums, and install.sh.
# It is for this machine's kind: the same Python version, system and processor.
source "$(dirname "$0")/lib.sh"

version=$(python -c 'import jingkai; print(jingkai.__version__)')
kind=$(python -c 'import sys, sysconfig; print(f"cp{sys.version_info[0]}{sys.version_info[1]}-{sysconfig.get_platform()}")')
name="jingkai-$version-$kind"
tree="build/dist/$name"

# setuptools would put what an earlier build left there into the wheel.
rm -rf "$tree" build/lib build/bdist.*
mkdir -p "$tree/wheels" dist

say "Wheels"
python -m pip download -qq --require-hashes --only-binary :all: --dest "$tree/wheels" \
    --requirement requirements/runtime.txt
# The commit's date in every member: the same commit gives the same wheel.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) python -m pip wheel -qq --no-deps --no-build-isolation \
    --wheel-dir "$tree/wheels" .

cp requirements/runtime.txt LICENSE README.md README.zh-CN.md "$tree/"
cp scripts/dist-install.sh "$tree/install.sh"
echo "$kind" >"$tree/KIND"
(cd "$tree" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum >SHA256SUMS)

archive="dist/$name.tar.gz"
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct)" \
    -C build/dist -cf - "$name" | gzip -n >"$archive"
say "$archive: $(du -h "$archive" | cut -f 1), $(ls "$tree/wheels" | wc -l) wheels"

say "Trying it in a network namespace without a route"
if ! unshare --net true 2>/dev/null; then
    echo "Not tried: this machine does not permit 'unshare --net'. As root: make dist tries it."
    exit 0
fi
trial=$(mktemp -d)
trap 'rm -rf "$trial"' EXIT
tar -C "$trial" -xzf "$archive"
unshare --net "$trial/$name/install.sh" "$trial/jingkai"
unshare --net "$trial/jingkai/bin/jingkai" --version
unshare --net "$trial/jingkai/bin/jingkai" read docs/examples/*2024*.csv --lang en | head -n 1
