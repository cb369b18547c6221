/**
 * Files laid beside the function's index.js, as paths in node_modules. Noto Serif SC, SIL Open Font License 1.1 (its
 * text stands in the file): every hanzi of GB 2312 and GBK and 6,800 rarer ones, since a name must be printed whole.
 */
export const assets = ['@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf']
