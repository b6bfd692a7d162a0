# Lets Chromium's sandbox make its own namespaces, which Ubuntu refuses to programs without a profile since 24.04. Without it the sandbox
# does not start; the kiosk then does not start either, for it is never started without one.
# ${executable} and ${sanitizedProductName} are filled in by the packager.
abi <abi/4.0>,
include <tunables/global>

profile "${executable}" "/opt/${sanitizedProductName}/${executable}" flags=(unconfined) {
  userns,

  include if exists <local/${executable}>
}
