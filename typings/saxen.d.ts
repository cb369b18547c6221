/** What we use of the XML parser, which brings no types. */
declare module 'saxen' {
  export class Parser {
    /** `attributes` reads the element's attributes when it is called. */
    on(event: 'openTag', take: (name: string, attributes: () => Record<string, string>) => void): this
    on(event: 'closeTag', take: (name: string) => void): this
    on(event: 'text', take: (text: string, decode: (text: string) => string) => void): this
    on(event: 'cdata', take: (text: string) => void): this
    on(event: 'error', take: (error: Error) => void): this
    parse(xml: string): this
    stop(): void
  }
}
