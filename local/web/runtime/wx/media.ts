/** Choosing, showing and shrinking pictures: a real file field, a real canvas. */
import { showActionSheet } from '../chrome/dialogs'
import { make, showOverlay } from '../chrome/frame'
import { fileAt, keepTemporary, resolveAsset } from '../context'
import type { Loose, WxOptions } from '../types'
import { withAddress } from './ask-cloud'
import { calls, WxError } from './base'
import { requirePrivacy } from './privacy'

/** Opens the browser's file chooser; throws `cancel` when closed empty. `capture` asks a phone for its camera. */
export function chooseFiles(accept: string, count: number, capture = false): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const field = make('input', 'wxp-file')
    Object.assign(field, { type: 'file', accept, multiple: count > 1 })
    if (capture) field.setAttribute('capture', 'environment')
    const close = showOverlay(field)
    field.addEventListener('change', () => {
      close()
      resolve([...(field.files ?? [])].slice(0, count))
    })
    field.addEventListener('cancel', () => {
      close()
      reject(new WxError('cancel'))
    })
    field.click()
  })
}

/** Camera or album, as the phone asks; both end in a file chooser. */
async function chooseSource(sources: unknown, accept: string, count: number): Promise<File[]> {
  const list = (Array.isArray(sources) && sources.length ? sources : ['album', 'camera']) as string[]
  if (list.length === 1) return chooseFiles(accept, count, list[0] === 'camera')
  const index = await showActionSheet(['拍照', '从手机相册选择'])
  if (index === null) throw new WxError('cancel')
  return chooseFiles(accept, count, index === 0)
}

const extension = (file: File): string => file.name.split('.').pop() ?? 'bin'

async function chooseMedia(options: WxOptions): Promise<Loose> {
  await requirePrivacy('chooseMedia')
  const types = (options.mediaType ?? ['image', 'video']) as string[]
  const accept = types.map((type) => (type === 'video' ? 'video/*' : 'image/*')).join(',')
  const chosen = await chooseSource(options.sourceType, accept, Number(options.count ?? 9))
  const tempFiles = await Promise.all(
    chosen.map(async (file) => ({
      tempFilePath: keepTemporary(file, extension(file)),
      size: file.size,
      fileType: file.type.startsWith('video') ? 'video' : 'image',
      ...(await sizeOf(file)),
    })),
  )
  return { tempFiles, type: tempFiles[0]?.fileType ?? 'image' }
}

async function chooseImage(options: WxOptions): Promise<Loose> {
  await requirePrivacy('chooseImage')
  const chosen = await chooseSource(options.sourceType, 'image/*', Number(options.count ?? 9))
  const tempFiles = chosen.map((file) => ({ path: keepTemporary(file, extension(file)), size: file.size }))
  return { tempFilePaths: tempFiles.map((file) => file.path), tempFiles }
}

async function chooseMessageFile(options: WxOptions): Promise<Loose> {
  await requirePrivacy('chooseMessageFile')
  const accept =
    options.type === 'image'
      ? 'image/*'
      : options.type === 'video'
        ? 'video/*'
        : ((options.extension as string[] | undefined)?.map((it) => `.${it.replace(/^\./, '')}`).join(',') ?? '')
  const chosen = await chooseFiles(accept, Number(options.count ?? 1))
  return {
    tempFiles: chosen.map((file) => ({
      path: keepTemporary(file, extension(file)),
      name: file.name,
      size: file.size,
      type: file.type.startsWith('image') ? 'image' : 'file',
      time: Math.floor(file.lastModified / 1000),
    })),
  }
}

async function sizeOf(file: Blob): Promise<Loose> {
  if (!file.type.startsWith('image')) return { width: 0, height: 0 }
  const bitmap = await createImageBitmap(file).catch(() => null)
  return { width: bitmap?.width ?? 0, height: bitmap?.height ?? 0 }
}

/** A picture by any path a page may hold. */
async function loadPicture(path: string): Promise<ImageBitmap> {
  const load = async (): Promise<Blob> => {
    const address = await new Promise<string>((found) => withAddress(path, '', found))
    return (await fetch(address)).blob()
  }
  return createImageBitmap(fileAt(path) ?? (await load()))
}

async function compressImage(options: WxOptions): Promise<Loose> {
  const picture = await loadPicture(String(options.src)).catch(() => {
    throw new WxError('file not found')
  })
  const wide =
    Number(options.compressedWidth) ||
    (Number(options.compressedHeight)
      ? (picture.width * Number(options.compressedHeight)) / picture.height
      : picture.width)
  const canvas = new OffscreenCanvas(Math.round(wide), Math.round((picture.height * wide) / picture.width))
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: Number(options.quality ?? 80) / 100 })
  return { tempFilePath: keepTemporary(blob, 'jpg') }
}

async function canvasToTempFilePath(options: WxOptions): Promise<Loose> {
  const source = options.canvas as HTMLCanvasElement | undefined
  if (!source) throw new WxError('canvas is required (type="2d")')
  const { x = 0, y = 0 } = options as { x?: number; y?: number }
  const width = Number(options.width ?? source.width - x)
  const height = Number(options.height ?? source.height - y)
  const target = new OffscreenCanvas(Number(options.destWidth ?? width), Number(options.destHeight ?? height))
  target.getContext('2d')!.drawImage(source, x, y, width, height, 0, 0, target.width, target.height)
  const type = options.fileType === 'jpg' ? 'image/jpeg' : 'image/png'
  return {
    tempFilePath: keepTemporary(
      await target.convertToBlob({ type, quality: Number(options.quality ?? 1) }),
      options.fileType === 'jpg' ? 'jpg' : 'png',
    ),
  }
}

/** Pictures over the page, one at a time. */
export function preview(urls: string[], current: string): void {
  let index = Math.max(0, urls.indexOf(current))
  const layer = make('div', 'wxp-viewer wxp-blocking')
  const picture = new Image()
  const count = make('p', '')
  const draw = (): void => {
    withAddress(urls[index] ?? '', '', (address) => (picture.src = address))
    count.textContent = urls.length > 1 ? `${index + 1} / ${urls.length}` : ''
  }
  const close = showOverlay(layer)
  layer.append(picture, count)
  layer.addEventListener('click', (event) => {
    const third = event.clientX / innerWidth
    if (urls.length > 1 && third > 0.75) index = (index + 1) % urls.length
    else if (urls.length > 1 && third < 0.25) index = (index + urls.length - 1) % urls.length
    else return close()
    draw()
  })
  draw()
}

export const media = {
  ...calls({
    chooseMedia,
    chooseImage,
    chooseMessageFile,
    compressImage,
    canvasToTempFilePath,
    chooseVideo: (o) => chooseMedia({ ...o, mediaType: ['video'], count: 1 }),
    previewImage: (o) => preview((o.urls ?? []) as string[], String(o.current ?? '')),
    previewMedia: (o) =>
      preview(
        ((o.sources ?? []) as { url: string }[]).map((it) => it.url),
        '',
      ),
    // A phone shows the document over the program; here the browser does, in a window of its own.
    openDocument: async (o) => {
      const file = fileAt(String(o.filePath))
      if (!file) throw new WxError('file does not exist')
      const type = o.fileType === 'pdf' ? 'application/pdf' : file.type
      window.open(URL.createObjectURL(new Blob([file], { type })), '_blank')
    },
    getImageInfo: async (o) => {
      const picture = await loadPicture(String(o.src)).catch(() => {
        throw new WxError('image not found')
      })
      return { width: picture.width, height: picture.height, path: String(o.src), orientation: 'up', type: 'png' }
    },
    saveImageToPhotosAlbum: async (o) => {
      await requirePrivacy('saveImageToPhotosAlbum')
      const link = make('a', '')
      Object.assign(link, { href: resolveAsset(String(o.filePath)), download: `photo-${Date.now()}.png` })
      link.click()
    },
  }),
  createOffscreenCanvas: (o: { width?: number; height?: number } = {}) =>
    Object.assign(document.createElement('canvas'), {
      width: o.width ?? 300,
      height: o.height ?? 150,
      createImage: () => new Image(),
    }),
}
