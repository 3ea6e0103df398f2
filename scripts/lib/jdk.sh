# Finds Java and the class paths of built modules. Sourced by the scripts; needs ROOT set.

# Flags that Aeron, Agrona and the store need on JDK 25. The three embedded parties are virtual threads
# that wait for each other all the time: on one carrier a message is a jump, on two a wake-up.
JVM_OPENS=(
  --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED
  --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow
  -Djdk.virtualThreadScheduler.parallelism=1
)
readonly JAVA_NEEDED=25

# Prints the major version of the java in folder $1, or nothing.
java_version() {
  local release="$1/release" first
  if [[ -r "$release" ]]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release"
  elif [[ -x "$1/bin/java" ]]; then
    first=$("$1/bin/java" -version 2>&1 | head -1)
    sed -n 's/.*version "\([0-9]*\).*/\1/p' <<<"$first"
  fi
}

is_new_enough() {
  local version
  [[ -n "$1" && -x "$1/bin/java" && -x "$1/bin/javac" ]] || return 1
  version=$(java_version "$1")
  [[ -n "$version" && "$version" -ge $JAVA_NEEDED ]]
}

# Sets JDK to the home of a JDK 25 or newer: JAVA_HOME, then the usual folders, then PATH.
find_jdk() {
  local candidate on_path
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/*; do
    if is_new_enough "$candidate"; then
      JDK=$candidate
      return 0
    fi
  done
  on_path=$(command -v java || true)
  if [[ -n "$on_path" ]]; then
    candidate=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    if is_new_enough "$candidate"; then
      JDK=$candidate
      return 0
    fi
  fi
  echo "No JDK $JAVA_NEEDED or newer found. Install one (for example Temurin $JAVA_NEEDED) and set JAVA_HOME to it." >&2
  return 1
}

# Prints the runtime class path of module $1: its own classes first.
module_classpath() {
  local file="$ROOT/$1/target/runtime.classpath"
  if [[ ! -r "$file" ]]; then
    echo "Module $1 is not built: $file is missing. Run: mvn -q -ntp process-classes" >&2
    return 1
  fi
  printf '%s:%s' "$ROOT/$1/target/classes" "$(<"$file")"
}
