/** The colours of a shop's word of the day: a name beside each, so that colour is never the only sign. */
const COLOURS = [
  { name: '红', hex: '#B4241D' },
  { name: '蓝', hex: '#1F5FA8' },
  { name: '绿', hex: '#1B6A49' },
  { name: '紫', hex: '#6B3FA0' },
  { name: '橙', hex: '#A8500A' },
  { name: '黑', hex: '#2B2724' },
] as const

export interface WordOfDay {
  /** `蓝 海鸥` */
  words: string
  hex: string
}

export function wordOfDay({ text, colour }: { text: string; colour: number }): WordOfDay {
  const { name, hex } = COLOURS[colour] ?? COLOURS[0]
  return { words: `${name} ${text}`, hex }
}
