/**
 * Reads a stamp's serial with the camera into the field beside it, where the browser can; typing always works. Where
 * the stamp is only asked about, its whole address is read and the question sent at once.
 */
const patienceMs = 15_000;
const glanceMs = 200;

let running;

if (await canScan()) {
  for (const place of document.querySelectorAll('[data-camera]')) offer(place);
}

async function canScan() {
  if (!('BarcodeDetector' in window) || !navigator.mediaDevices?.getUserMedia) return false;
  const formats = await window.BarcodeDetector.getSupportedFormats();
  return formats.includes('qr_code');
}

function offer(place) {
  const field = document.getElementById(place.dataset.camera);
  const words = place.closest('[data-camera-open]').dataset;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button-plain';
  button.textContent = words.cameraOpen;
  const label = document.querySelector(`label[for="${field.id}"]`);
  label.id ||= `${field.id}-label`;
  button.id = `${field.id}-camera`;
  button.setAttribute('aria-labelledby', `${button.id} ${label.id}`);
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  place.className = 'camera';
  place.append(button, status);
  const scan = { field, place, button, words, say: (text) => (status.textContent = text) };
  button.addEventListener('click', () => (running?.button === button ? stop() : start(scan)));
}

async function start(scan) {
  stop();
  const { place, button, words, say } = scan;
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch (error) {
    say(error.name === 'NotAllowedError' ? words.cameraRefused : words.cameraFailed);
    return;
  }
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  place.append(video);
  button.textContent = words.cameraStop;
  say(words.cameraLooking);
  const own = { ...scan, stream, video, since: Date.now() };
  running = own;
  video.play().catch(() => running === own && say(words.cameraFailed));
  look(own, new window.BarcodeDetector({ formats: ['qr_code'] }));
}

async function look(scan, detector) {
  if (scan !== running) return;
  const { field, place, words, say, video } = scan;
  const codes = await detector.detect(video).catch(() => []);
  if (scan !== running) return;
  const stamp = codes.map(({ rawValue }) => rawValue).find(serialIn);
  if (stamp) {
    const isAsked = 'cameraAsks' in place.dataset;
    field.value = isAsked ? stamp : serialIn(stamp);
    stop();
    say(words.cameraFound);
    field.focus();
    if (isAsked) field.form.requestSubmit();
    return;
  }
  if (codes.length > 0) say(words.cameraOther);
  else if (Date.now() - scan.since > patienceMs) say(words.cameraNothing);
  window.setTimeout(() => look(scan, detector), glanceMs);
}

function stop() {
  if (!running) return;
  const { stream, video, button, words, say } = running;
  running = undefined;
  for (const track of stream.getTracks()) track.stop();
  video.remove();
  button.textContent = words.cameraOpen;
  say('');
}

/** As it is printed: five groups of four. */
function serialIn(address) {
  const serial = /\/21\/([0-9A-Z]{20})(?:[/?#]|$)/i.exec(address)?.[1];
  return serial?.toUpperCase().match(/.{4}/g).join(' ');
}
