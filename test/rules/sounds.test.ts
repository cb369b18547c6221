import { mimeOfSound } from '../../miniprogram/rules/sounds'

const bytes = (...head: (number | string)[]) => {
  const all = head.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : [part]))
  return new Uint8Array([...all, ...new Array<number>(Math.max(0, 12 - all.length)).fill(0)])
}

test.each([
  ['MP3 with a tag', bytes('ID3', 4), 'audio/mpeg'],
  ['MP3 of layer III without one', bytes(0xff, 0xfb, 0x90), 'audio/mpeg'],
  ['MP3 of MPEG 2', bytes(0xff, 0xf3, 0x40), 'audio/mpeg'],
  ['AAC in ADTS', bytes(0xff, 0xf1, 0x50), 'audio/aac'],
  ['AAC in ADTS of MPEG 2', bytes(0xff, 0xf9, 0x50), 'audio/aac'],
  ['M4A', bytes(0, 0, 0, 24, 'ftypM4A '), 'audio/mp4'],
  ['WAV', bytes('RIFF', 0, 0, 0, 0, 'WAVE'), 'audio/wav'],
  ['a picture', bytes(0xff, 0xd8, 0xff, 0xe0), null],
  ['RIFF that is no sound', bytes('RIFF', 0, 0, 0, 0, 'WEBP'), null],
  ['a page', bytes('<html>'), null],
  ['too short', new Uint8Array([0x49, 0x44, 0x33]), null],
])('%s', (_what, head, mime) => expect(mimeOfSound(head)).toBe(mime))
