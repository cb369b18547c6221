/** Sounds that people record to be heard by others, known by their bytes. */

export type SoundMime = 'audio/mpeg' | 'audio/aac' | 'audio/mp4' | 'audio/wav'

export const SOUND_ENDINGS: Record<SoundMime, 'mp3' | 'aac' | 'm4a' | 'wav'> = {
  'audio/mpeg': 'mp3',
  'audio/aac': 'aac',
  'audio/mp4': 'm4a',
  'audio/wav': 'wav',
}
/** A minute as any phone records it has fewer bytes. */
export const MOST_SOUND_BYTES = 3 * 1024 * 1024
/** So many bytes say what a sound is. */
export const SOUND_HEAD_BYTES = 12

/** What a sound is by its first twelve bytes (ID3 or MPEG frame, ADTS, MP4's brand, RIFF); null: none of these. */
export function mimeOfSound(head: Uint8Array): SoundMime | null {
  if (head.length < SOUND_HEAD_BYTES) return null
  const letters = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to))
  if (letters(0, 3) === 'ID3') return 'audio/mpeg'
  if (letters(4, 8) === 'ftyp') return 'audio/mp4'
  if (letters(0, 4) === 'RIFF' && letters(8, 12) === 'WAVE') return 'audio/wav'
  if (head[0] !== 0xff) return null
  // A frame begins with eleven (MPEG) or twelve (ADTS) ones; ADTS has layer 00.
  if ((head[1]! & 0xf6) === 0xf0) return 'audio/aac'
  return (head[1]! & 0xe0) === 0xe0 && (head[1]! & 0x06) !== 0 ? 'audio/mpeg' : null
}
