/**
 * Large type (适老): follows the phone's own font setting until the person says otherwise, then keeps what she said.
 */

const KEY = 'largeType'
/** WeChat's standard font size is 17; from 20 on (two notches up) a person has asked for large letters. */
const LARGE_FROM = 20

let large: boolean | null = null
const followers = new Set<(large: boolean) => void>()

export function isLarge(): boolean {
  if (large === null) {
    const said = wx.getStorageSync<boolean | ''>(KEY)
    large = said === '' ? (wx.getAppBaseInfo().fontSizeSetting ?? 17) >= LARGE_FROM : said
  }
  return large
}

export function setLarge(wanted: boolean): void {
  large = wanted
  wx.setStorageSync(KEY, wanted)
  followers.forEach((follow) => follow(wanted))
}

/** Calls back at each change; returns the way to stop. */
export function onLargeChange(follow: (large: boolean) => void): () => void {
  followers.add(follow)
  return () => followers.delete(follow)
}
