// Names for files that are made of what people write.

const MAX_LENGTH = 60;
/** What Windows keeps for devices, whatever ending follows. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A file's name made of a text: letters, digits and dashes of it, and never a path, a hidden file or a device. */
export function safeName(text, fallback) {
  const name = [...text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')]
    .slice(0, MAX_LENGTH)
    .join('')
    .replace(/^-+|-+$/g, '');
  return name === '' || DEVICE.test(name) ? [fallback, name].filter(Boolean).join('-') : name;
}
