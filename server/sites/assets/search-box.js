/** A slash typed anywhere but in a field goes to the search box. */
const box = document.getElementById('search-box');

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { target } = event;
  if (target.closest?.('input, textarea, select, [contenteditable]')) return;
  event.preventDefault();
  box.focus();
  box.select();
});
