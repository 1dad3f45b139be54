# Part of the script ./baton: new function NAME [EVENT].

new_fail() {
  echo "baton new: $1" >&2
  exit 2
}

new_usage() {
  cat <<'TEXT'
usage: ./baton new function NAME [EVENT]

Writes a function with its test into functions/NAME, and names it in functions/pom.xml and src/local/pom.xml.
  NAME   the function's name: lower-case words with hyphens, such as count-words
  EVENT  the record in src/chat/events whose events the function handles; default: MessageLogged
TEXT
}

# filled TEMPLATE: prints the template with the names of this function in the place of @...@.
filled() {
  sed -e "s/@name@/$name/g" -e "s/@Class@/$class/g" -e "s/@package@/$package/g" -e "s/@Event@/$event/g" \
    -e "s/@type@/$type/g" -e "s/@version@/$version/g" "$here/src/chat/skeleton/$1"
}

# insert_before LINE TEXT FILE: inserts the text before the first line that contains only LINE and blanks.
insert_before() {
  awk -v line="$1" -v text="$2" '
    !done { stripped = $0; gsub(/^[ \t]+|[ \t]+$/, "", stripped); if (stripped == line) { print text; done = 1 } }
    { print }' "$3" > "$3.new"
  cat "$3.new" > "$3"
  rm "$3.new"
}

new_function() {
  name=${1:-}
  event=${2:-MessageLogged}
  case "$name" in
    '' | -h | --help) new_usage; exit ;;
    [!a-z]* | *[!a-z0-9-]* | *--* | *-) new_fail "a function's name is lower-case words with hyphens, such as count-words, but was '$name'" ;;
  esac
  [ ${#name} -le 63 ] || new_fail "a function's name has at most 63 characters, but '$name' has ${#name}"
  [ ! -e "$here/functions/$name" ] || new_fail "functions/$name exists already"
  record="$here/src/chat/events/src/main/java/dev/baton/chat/events/$event.java"
  [ -f "$record" ] || new_fail "there is no event record $event in src/chat/events"
  type=$(sed -n 's/.*@EventType("\(.*\)").*/\1/p' "$record")
  class=$(echo "$name" | awk -F- '{ for (i = 1; i <= NF; i++) printf "%s%s", toupper(substr($i, 1, 1)), substr($i, 2) }')
  package=$(echo "$name" | tr -d -)
  case " abstract assert boolean break byte case catch char class const continue default do double else enum extends false final
finally float for goto if implements import instanceof int interface long native new null package private protected public
return short static strictfp super switch synchronized this throw throws transient true try void volatile while " in
    *" $package "*) new_fail "'$name' can't be a package name in Java: add a word" ;;
  esac
  version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' "$here/pom.xml")

  sources="$here/functions/$name/src/main/java/dev/baton/chat/$package"
  tests="$here/functions/$name/src/test/java/dev/baton/chat/$package"
  mkdir -p "$sources" "$tests"
  filled pom.xml.txt > "$here/functions/$name/pom.xml"
  filled Function.java.txt > "$sources/$class.java"
  filled FunctionTest.java.txt > "$tests/${class}Test.java"
  insert_before '</modules>' "    <module>$name</module>" "$here/functions/pom.xml"
  insert_before '<!-- The functions end here. -->' "    <dependency>
      <groupId>dev.baton</groupId>
      <artifactId>$name</artifactId>
      <version>\${project.version}</version>
    </dependency>" "$here/src/local/pom.xml"
  cat <<TEXT
Wrote functions/$name, and named it in functions/pom.xml and src/local/pom.xml. Now:
  ./mvnw test -Dlocal -pl functions/$name -am -Dtest=${class}Test -Dsurefire.failIfNoSpecifiedTests=false   runs its test
  ./baton manifests   writes its manifests
  ./baton dev         runs it with the others
TEXT
}
