/**
 * A stand-in for WeChat's content check: a few invented words decide, so that a test or a demonstration can have each
 * answer at will. It judges nothing real.
 */
const RISKY = ['违禁测试', '赌博', '毒品交易', '代开发票']
const REVIEW = ['待审测试', '加微信', '兼职刷单']

export const isRisky = (text: string): boolean => RISKY.some((word) => text.includes(word))

/** The verdict of msgSecCheck version 2; 20006 is the label for crime, 100 for harmless. */
export function checkText(text: string): { suggest: 'pass' | 'review' | 'risky'; label: number } {
  if (isRisky(text)) return { suggest: 'risky', label: 20006 }
  if (REVIEW.some((word) => text.includes(word))) return { suggest: 'review', label: 20006 }
  return { suggest: 'pass', label: 100 }
}

/** A picture whose bytes hold this mark (in a PNG text chunk, say) counts as risky. */
const PICTURE_MARK = Buffer.from('RISKY-PICTURE-SAMPLE')
export const pictureIsRisky = (picture: Buffer): boolean => picture.includes(PICTURE_MARK)
