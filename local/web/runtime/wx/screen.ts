/** The screens of two phones side by side: one asks for pixels, the others answer. Same origin, BroadcastChannel. */
const channel = new BroadcastChannel('wx-preview-screens')
const self = crypto.randomUUID()
const ANSWER_MS = 2500
/** After one answer, how long others may still come. */
const OTHERS_MS = 300

interface Message {
  kind: 'ask' | 'answer'
  from: string
  to?: string
  picture?: Blob
}

/** Every visible canvas and picture at its place on a white sheet, at twice the CSS size. */
async function compose(): Promise<Blob> {
  const canvas = new OffscreenCanvas(innerWidth * 2, innerHeight * 2)
  const context = canvas.getContext('2d')!
  context.scale(2, 2)
  context.fillStyle = '#fff'
  context.fillRect(0, 0, innerWidth, innerHeight)
  context.imageSmoothingEnabled = false
  for (const element of document.querySelectorAll<HTMLCanvasElement | HTMLImageElement>(
    '.wxp-screen canvas, .wxp-screen img',
  )) {
    const box = element.getBoundingClientRect()
    if (!box.width || !box.height || !element.checkVisibility({ visibilityProperty: true })) continue
    if (element instanceof HTMLImageElement && !element.complete) continue
    context.drawImage(element, box.left, box.top, box.width, box.height)
  }
  return canvas.convertToBlob({ type: 'image/png' })
}

/** Answers other phones that ask for this screen. */
export function answerScreens(): void {
  channel.addEventListener('message', (event: MessageEvent<Message>) => {
    const { kind, from } = event.data
    if (kind !== 'ask' || from === self) return
    void compose().then((picture) =>
      channel.postMessage({ kind: 'answer', from: self, to: from, picture } satisfies Message),
    )
  })
}

/** The pixels of the other open phones' screens; empty when none answers. More than one may be open: all are given. */
export function askOtherScreens(): Promise<Blob[]> {
  return new Promise((resolve) => {
    const pictures: Blob[] = []
    const finish = (): void => {
      clearTimeout(timer)
      channel.removeEventListener('message', hear)
      resolve(pictures)
    }
    const hear = (event: MessageEvent<Message>): void => {
      const { kind, to, picture } = event.data
      if (kind !== 'answer' || to !== self || !picture) return
      pictures.push(picture)
      clearTimeout(timer)
      timer = window.setTimeout(finish, OTHERS_MS)
    }
    let timer = window.setTimeout(finish, ANSWER_MS)
    channel.addEventListener('message', hear)
    channel.postMessage({ kind: 'ask', from: self } satisfies Message)
  })
}
