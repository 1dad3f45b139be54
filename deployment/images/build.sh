# The command ./baton images. ./baton sources this file, which uses the shell functions of ./baton. See docs/images.md.

images_usage() {
  cat <<'TEXT'
usage: ./baton images --base IMAGE [--native --builder IMAGE] [--prefix PREFIX] [--tag TAG] [--tool TOOL] [NAME...] [-- OPTION...]

Builds the image PREFIX/NAME:TAG of each function, the gateway, the relay and the migrations, or of the named ones.

  --base IMAGE     what the images are made from: on the JVM with a Java 25 on the PATH, for --native with a C library
  --native         native executables, compiled by the Mandrel of --builder; all but the migrations, which run on the JVM
  --prefix PREFIX  before the name, such as images.example/chat; baton, as the manifests say, without it
  --tag TAG        latest without it
  --tool TOOL      buildah (without it), podman or docker
  --               what follows goes to the tool's build command
TEXT
}

images() {
  base='' builder='' flavour=jvm prefix=baton tag=latest tool=buildah names=''
  while [ $# -gt 0 ]; do
    case $1 in
      --native) flavour=native ;;
      --help) images_usage; return ;;
      --) shift; break ;;
      --base | --builder | --prefix | --tag | --tool)
        [ $# -gt 1 ] || images_fail "$1 needs a value"
        eval "${1#--}=\$2"
        shift
        ;;
      -*) images_fail "unknown option '$1'" ;;
      *) [ -f "$here/$(module_of "$1")/pom.xml" ] || images_fail "there is no process '$1'"; names="$names $1" ;;
    esac
    shift
  done
  [ -n "$base" ] || images_fail '--base is missing'
  [ "$flavour" = jvm ] || [ -n "$builder" ] || images_fail '--native needs --builder'
  command -v "$tool" >/dev/null || images_fail "'$tool' is not on the PATH: install it, or name another with --tool"
  names=${names:-$(all_names)}
  case $flavour$names in native*migrations*) images_fail 'migrations have no native executable: name the others' ;; esac
  package_processes
  [ "$flavour" = native ] || start_training_services
  for name in $names; do
    echo "baton: image $prefix/$name:$tag ..." >&2
    lay_out "$name"
    build_image "$name" "$@"
  done
}

images_fail() {
  echo "baton images: $1. ./baton images --help says more" >&2
  exit 2
}

# The names are those in the manifests: the folder of each function, gateway, relay and migrations.
all_names() {
  for pom in "$here"/functions/*/pom.xml; do basename "${pom%/pom.xml}"; done
  echo gateway relay
  [ "$flavour" = native ] || echo migrations
}

module_of() {
  case $1 in
    gateway) echo src/chat/gateway ;;
    relay) echo src/baton/relay ;;
    migrations) echo src/chat/migrations ;;
    *) echo "functions/$1" ;;
  esac
}

# Packages the processes again, in a different way and next to the output of ./mvnw package.
package_processes() {
  modules=src/chat/migrations
  for name in $names; do modules="$modules,$(module_of "$name")"; done
  case $flavour in
    jvm) set -- -Dquarkus.package.jar.type=aot-jar -Dquarkus.package.output-directory=image ;;
    native) set -- -Dquarkus.native.enabled=true -Dquarkus.native.sources-only=true -Dquarkus.package.jar.enabled=false ;;
  esac
  # shellcheck disable=SC2086 # a list of words
  echo "baton: building$(printf ' %s' $names) ..." >&2
  maven -Pservices,images -Dmaven.test.skip=true "$@" -pl "$modules" -am package >&2
}

# Starts the broker and the database that processes use in their training runs. Both stop when this command ends.
start_training_services() {
  beside Running services
  (migrate > /dev/null)
}

# lay_out NAME: creates the folder that the Containerfile copies from.
lay_out() {
  module="$here/$(module_of "$1")"
  context="$here/target/images/$1"
  rm -rf "$context"
  mkdir -p "$context"
  case $flavour-$1 in
    native-*) cp -a "$module/target/native-sources" "$context/sources" ;;
    jvm-migrations) mkdir "$context/app"; cp -a "$module/target/chat-migrations-runner.jar" "$context/app/quarkus-run.jar" ;;
    jvm-*) cp -a "$module/target/image" "$context/app" ;;
  esac
  cp "$(sbom_of "$module")" "$context/sbom.cdx.json"
  [ "$flavour" = native ] || lay_out_training "$1"
}

lay_out_training() {
  mkdir -p "$context/training/events"
  javac --release 17 -cp "$context/app/quarkus-run.jar" -d "$context/training" "$here/deployment/images/Training.java"
  for type in $(types_of "$module"); do
    [ ! -f "$here/deployment/images/events/$type.json" ] || cp "$here/deployment/images/events/$type.json" "$context/training/events"
  done
}

# types_of MODULE: prints the event types that the module's functions handle, from the description that its build wrote.
types_of() {
  [ -f "$1/target/baton/functions.json" ] || return 0
  tr -d ' \n' < "$1/target/baton/functions.json" | grep -o '"types":\[[^]]*\]' | grep -o 'chat[^"]*'
}

sbom_of() {
  find "$1/target" -name '*cyclonedx.json' -o -name 'sbom.cdx.json' | head -n 1
}

# build_image NAME OPTION...: builds the image and passes the options to the tool.
build_image() {
  name=$1
  shift
  # shellcheck disable=SC2046 # a list of words
  "$tool" build --network host -f "$here/deployment/images/Containerfile.$flavour" -t "$prefix/$name:$tag" \
    --build-arg BASE="$base" --build-arg NAME="$name" \
    --build-arg VERSION="$(sed -n 's|^  <version>\(.*\)</version>|\1|p' "$here/pom.xml")" \
    --build-arg REVISION="$(git -C "$here" rev-parse HEAD)" --build-arg CREATED="$(git -C "$here" log -1 --format=%cI)" \
    $(arguments_of_flavour) "$@" "$here/target/images/$name" >&2
}

arguments_of_flavour() {
  case $flavour in
    native) printf -- '--build-arg BUILDER=%s' "$builder" ;;
    jvm) printf -- '--build-arg %s ' KAFKA_BOOTSTRAP_SERVERS QUARKUS_DATASOURCE_REACTIVE_URL QUARKUS_DATASOURCE_USERNAME QUARKUS_DATASOURCE_PASSWORD ;;
  esac
}
