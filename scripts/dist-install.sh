#!/bin/sh
# Installs jingkai from this folder, with the network off:  ./install.sh [FOLDER]   (default: /opt/jingkai)
# 不联网安装：./install.sh [目录]
set -eu
cd "$(dirname "$0")"
target=${1:-/opt/jingkai}

sha256sum --quiet --check SHA256SUMS || { echo "A file was changed on its way / 文件在传输中被改动" >&2; exit 1; }

here=$(python3 -c 'import sys, sysconfig; print(f"cp{sys.version_info[0]}{sys.version_info[1]}-{sysconfig.get_platform()}")')
[ "$here" = "$(cat KIND)" ] || {
    echo "This archive is for $(cat KIND), this machine is $here / 安装包与本机不符" >&2
    exit 1
}

python3 -m venv "$target"
# No index and no configuration of this machine: only what the checksums above and the lock's hashes vouch for.
export PIP_CONFIG_FILE=/dev/null
pip() { "$target/bin/python" -m pip --isolated --disable-pip-version-check "$@"; }
pip install --quiet --no-index --find-links wheels --require-hashes --requirement runtime.txt
pip install --quiet --no-index --no-deps wheels/jingkai-*.whl
echo "Installed / 已安装: $target/bin/jingkai"
