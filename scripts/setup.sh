# Functions that run, test and .ci/run share: install missing packages and build. To be sourced.
# Messages go to standard error, because standard output belongs to the program that is started.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Runs a command and shows its output only when it fails.
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
  command -v dotnet >/dev/null || die "GenreQueue needs the .NET 10 SDK, and dotnet is not on the PATH: https://dotnet.microsoft.com/download/dotnet/10.0"
  dotnet --list-sdks | grep -q '^10\.' || die "GenreQueue needs the .NET 10 SDK; installed SDKs: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')"
  # The executable of the decoder looks for the runtime in the default places and in DOTNET_ROOT.
  if [ -z "${DOTNET_ROOT:-}" ]; then
    DOTNET_ROOT="$(dirname "$(readlink -f "$(command -v dotnet)")")"
    if [ -d "$DOTNET_ROOT/host/fxr" ]; then export DOTNET_ROOT; else unset DOTNET_ROOT; fi
  fi
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

# need_packages APT_PACKAGES BREW_PACKAGES: each argument is a list separated by spaces.
need_packages() {
  if command -v dpkg-query >/dev/null; then
    need_apt $1
  elif [ "$(uname)" = Darwin ]; then
    local missing="" package
    for package in $2; do brew list "$package" >/dev/null 2>&1 || missing="$missing $package"; done
    [ -z "$missing" ] || die "Packages are missing. Install them and try again: brew install$missing"
  else
    say "This system has no apt. GenreQueue needs these packages (Debian names): $1"
  fi
}

need_apt() {
  local missing=() package
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || die "Packages are missing. Install them as root and try again: apt-get install ${missing[*]}"
  say "Installing ${missing[*]}"
  quietly without_starting_services apt_install "${missing[@]}" || die "Could not install ${missing[*]}."
}

apt_install() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  as_root "${apt[@]}" update || say "Could not update the package lists; using the present ones."
  as_root "${apt[@]}" install -y --no-install-recommends "$@"
}

# The tests start servers of their own: a package must not start one for the whole system, neither now nor at boot.
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

# True when one of the commands exists. npm and browsers are often installed without the package manager.
has_command() {
  local name
  for name in "$@"; do if command -v "$name" >/dev/null; then return 0; fi; done
  return 1
}

# On Ubuntu, Chromium is a snap, which the package chromium-browser installs.
chromium_package() { if grep -qs '^ID=ubuntu' /etc/os-release; then echo chromium-browser; else echo chromium; fi; }

sources() {
  find "$root/src" "$root/models" "$root"/Directory.* "$root/global.json" \( -name bin -o -name obj -o -name node_modules -o -path '*/wwwroot/lib' \) -prune -o -type f "$@" -print
}

# Builds src/$1 in Release unless no file has changed since the last build.
build() {
  local stamp="$root/src/$1/bin/Release/.built" files
  files="$(sources | LC_ALL=C sort | cksum)"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$files" ] && [ -z "$(sources -newer "$stamp" | head -n 1)" ]; then return; fi
  say "Building GenreQueue (takes a minute or two the first time)"
  mkdir -p "${stamp%/*}"
  printf '%s\n' "$files" > "$stamp.new"
  quietly dotnet build "$root/src/$1" -c Release -v quiet || die "The build failed."
  mv "$stamp.new" "$stamp"
}
