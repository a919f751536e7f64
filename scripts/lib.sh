# Shared by the scripts: sourced, never run. Leaves the caller at the top of the checkout.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# provide PACKAGE: installs a Debian package when we may; otherwise says in one line what to install.
provide() {
    if [ -e /etc/debian_version ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing $1"
        if [ "$1" = postgresql ]; then
            # Debian would also start a server on a TCP port; ours is private and on a socket.
            mkdir -p /etc/postgresql-common/createcluster.d
            echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/jingkai.conf
        fi
        DEBIAN_FRONTEND=noninteractive apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$1"
    else
        die "Please install: $1 (on Debian or Ubuntu: sudo apt-get install $1), then run make again."
    fi
}
