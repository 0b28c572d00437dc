/** Which addresses a description may lead to and show. Pure. */

const SCHEMES = new Set(["http:", "https:", "mailto:"]);
const OWN_IMAGE = /^\/api\/v1\/attachments\/[1-9]\d{0,15}$/;

/** Whether a link may be followed: to the web or a mail address, nothing that a browser would run. */
export function isSafeLink(address: string): boolean {
  try {
    return SCHEMES.has(new URL(address).protocol);
  } catch {
    return false;
  }
}

/** Whether an image may be shown: an attachment of this server. Others would tell who reads. */
export function isOwnImage(address: string): boolean {
  return OWN_IMAGE.test(address);
}

export function imageAddress(attachmentId: number): string {
  return `/api/v1/attachments/${attachmentId}`;
}
