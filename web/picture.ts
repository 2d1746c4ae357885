/** Pixels of the PNG for each pixel of the picture: sharp in print. */
const SCALE = 2;

async function pngOf(address: string): Promise<Blob> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}

async function save(button: HTMLButtonElement): Promise<void> {
  const address = button.dataset.png ?? '';
  button.disabled = true;
  try {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await pngOf(address));
    link.download = `${/(\w+)\.svg/.exec(address)?.[1]}.png`;
    link.click();
    // The browser reads it after this turn.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } catch {
    // The SVG is still there for whoever cannot have a PNG.
    button.hidden = true;
  } finally {
    button.disabled = false;
  }
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-png]')) {
  button.hidden = false;
  button.addEventListener('click', () => save(button));
}
