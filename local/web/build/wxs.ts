/** WXS differs from JavaScript in three places that matter; they are rewritten here, the rest runs as it is. */

/** WXS source as JavaScript that behaves the same in a browser. */
export function convertWxs(source: string): string {
  return (
    source
      // In WXS `x.constructor` is the type's name ('Array'), not a function.
      .replace(/\.constructor\b(?!\s*\.\s*name)/g, '.constructor?.name')
      // getRegExp takes its literal as it stands: '\d' keeps its backslash ('\\d' is read the same).
      .replace(/getRegExp\(\s*(['"])((?:\\.|(?!\1).)*)\1/g, (_all, _quote, body: string) => {
        const pattern = body.replace(/\\\\/g, '\\').replace(/\\(['"])/g, '$1')
        return `getRegExp(${JSON.stringify(pattern)}`
      })
      .replace(/require\(\s*(['"])(.*?)\.wxs\1\s*\)/g, 'require($1$2$1)')
  )
}

/** Rewrites the inline `<wxs>` modules of a template. */
export function convertInlineWxs(wxml: string): string {
  return wxml.replace(/(<wxs\b[^>]*[^/]>)([\s\S]*?)(<\/wxs>)/g, (_all, open: string, body: string, close: string) => {
    return open + convertWxs(body) + close
  })
}

/** Runs before every WXS module: its globals, and the runtime's hooks for change: observers and event handlers. */
export const WXS_PRELUDE = `
var getRegExp=function(s,f){return new RegExp(s,f||'')};
var getDate=function(){return arguments.length?new (Function.prototype.bind.apply(Date,[null].concat([].slice.call(arguments))))():new Date()};
Q.A=function(l,p){return globalThis.__wxHooks.change(l,p)};
Q.C=function(c,e,f,p){return globalThis.__wxHooks.event(c,e,f,p)};
`
