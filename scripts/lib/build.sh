# Builds what is not built. Sourced by the scripts; needs ROOT set.

BUILT="$ROOT/target/built"

# True when a source is newer than the last build, or something built is missing.
needs_build() {
  local module
  [[ -e "$BUILT" ]] || return 0
  for module in desk engine admin-cli mpc development-rail; do
    [[ -r "$ROOT/$module/target/runtime.classpath" && -d "$ROOT/$module/target/classes" ]] || return 0
  done
  [[ -n "$(find "$ROOT"/pom.xml "$ROOT"/*/pom.xml "$ROOT"/*/src -newer "$BUILT" -not -path '*/src/test/*' -print -quit)" ]]
}

# Compiles all modules with Maven if needed; messages go to standard error.
build_if_needed() {
  local started
  needs_build || return 0
  if ! command -v mvn >/dev/null; then
    echo "Maven is needed to build the venue, and there is no mvn on the PATH." >&2
    return 1
  fi
  echo "Building (the first build downloads the libraries) ..." >&2
  started=$(mktemp)
  if ! (cd "$ROOT" && mvn -q -ntp process-classes) >&2; then
    rm -f "$started"
    echo "The build failed; nothing was started." >&2
    return 1
  fi
  mkdir -p "$(dirname "$BUILT")"
  mv "$started" "$BUILT"
}
