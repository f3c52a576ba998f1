# Shared by run and test: finds out what is missing, installs it, builds. Sourced, not run.
# Nothing here writes to standard output: that belongs to the program that is started.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Runs a command and shows what it said only when it failed.
quietly() {
  local log status=0
  log="$(mktemp)"
  "$@" > "$log" 2>&1 || status=$?
  [ $status = 0 ] || cat "$log" >&2
  rm -f "$log"
  return $status
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

need_dotnet() {
  command -v dotnet >/dev/null || die "GenreQueue needs the .NET SDK 10, and there is no dotnet on the PATH: https://dotnet.microsoft.com/download/dotnet/10.0"
  dotnet --list-sdks | grep -q '^10\.' || die "GenreQueue needs the .NET SDK 10; dotnet --list-sdks shows only: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')"
  # The decoder is started by its own executable, which looks for the runtime in the usual places or here.
  if [ -z "${DOTNET_ROOT:-}" ]; then
    DOTNET_ROOT="$(dirname "$(readlink -f "$(command -v dotnet)")")"
    if [ -d "$DOTNET_ROOT/host/fxr" ]; then export DOTNET_ROOT; else unset DOTNET_ROOT; fi
  fi
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

# need_packages APT_PACKAGES BREW_PACKAGES: each a list in one word.
need_packages() {
  if command -v dpkg-query >/dev/null; then
    need_apt $1
  elif [ "$(uname)" = Darwin ]; then
    local missing="" package
    for package in $2; do brew list "$package" >/dev/null 2>&1 || missing="$missing $package"; done
    [ -z "$missing" ] || die "Please install what is missing, then start again: brew install$missing"
  else
    say "This system has no apt; what GenreQueue needs is called in Debian: $1"
  fi
}

need_apt() {
  local missing=() package
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || die "Please install as root: apt-get install ${missing[*]}"
  say "Installing ${missing[*]}"
  quietly without_starting_services apt_install "${missing[@]}" || die "The packages could not be installed: ${missing[*]}"
}

apt_install() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  as_root "${apt[@]}" update || say "The package lists could not be refreshed; trying with those that are here."
  as_root "${apt[@]}" install -y --no-install-recommends "$@"
}

# The tests run servers of their own; a package must not start one for the whole system, now or at the next boot.
without_starting_services() {
  local policy=/usr/sbin/policy-rc.d ours="" status=0
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null && as_root chmod 755 "$policy" && ours=yes
    trap 'as_root rm -f /usr/sbin/policy-rc.d; exit 130' INT TERM
  fi
  "$@" || status=$?
  if [ -n "$ours" ]; then as_root rm -f "$policy"; trap - INT TERM; fi
  if [ -d /run/systemd/system ]; then
    for service in rabbitmq-server postgresql; do
      case " $* " in *" $service "*) as_root systemctl disable --quiet "$service" || true ;; esac
    done
  fi
  return $status
}

# True when one of the commands is there; npm and browsers come from many places besides the package manager.
has_command() {
  local name
  for name in "$@"; do if command -v "$name" >/dev/null; then return 0; fi; done
  return 1
}

# In Ubuntu, chromium is a snap that the package chromium-browser brings.
chromium_package() { if grep -qs '^ID=ubuntu' /etc/os-release; then echo chromium-browser; else echo chromium; fi; }

sources() {
  find "$root/src" "$root/models" "$root"/Directory.*.props \( -name bin -o -name obj -o -name node_modules -o -path '*/wwwroot/lib' \) -prune -o -type f "$@" -print
}

# Builds src/$1 in Release unless the last build saw the same files.
build() {
  local stamp="$root/src/$1/bin/Release/.built" files
  files="$(sources | LC_ALL=C sort | cksum)"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$files" ] && [ -z "$(sources -newer "$stamp" | head -n 1)" ]; then return; fi
  say "Building GenreQueue (a minute or two the first time)"
  mkdir -p "${stamp%/*}"
  printf '%s\n' "$files" > "$stamp.new"
  quietly dotnet build "$root/src/$1" -c Release -v quiet || die "The build failed."
  mv "$stamp.new" "$stamp"
}
