/** What the phone's webview knows and Chromium must be told, in sheets (at build) and in inline styles (at run time). */

/** rpx → vw, vh → the page's own height, safe areas → the frame's custom properties. */
export function convertUnits(text: string): string {
  return text
    .replace(/(-?(?:\d+\.?\d*|\.\d+))rpx\b/gi, (_all, n: string) => `${viewportWidths(Number(n))}vw`)
    .replace(/(-?(?:\d+\.?\d*|\.\d+))vh\b/gi, '$1cqh')
    .replace(/(?:env|constant)\(\s*safe-area-inset-(\w+)\s*(?:,[^()]*)?\)/g, 'var(--wx-safe-$1, 0px)')
}

/** Rounded away from zero: layout cuts to 1/64 px, so 51.9999 px would become 51.98. */
function viewportWidths(rpx: number): number {
  return (Math.sign(rpx) * Math.ceil((Math.abs(rpx) * 1e8) / 750 - 1e-3)) / 1e6
}
