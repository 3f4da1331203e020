/** The look of the sandbox page; its own, so that nobody takes it for the department. */
export const sandboxCss = `
:root { color: #14231b; background: #f4f6f3; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 960px; margin: 0 auto; padding: 16px; }
h1 { font-size: 24px; } h2 { font-size: 20px; margin: 32px 0 8px; } h3 { font-size: 18px; margin: 0 0 8px; }
p { margin: 0 0 8px; }
.notice { background: #fff4e0; color: #8a4b08; padding: 8px 16px; border-radius: 6px; }
article, form { background: #fff; border: 1px solid #d5ddd7; border-radius: 6px; padding: 16px; margin: 0 0 16px; }
form { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); align-items: end; }
label { display: grid; gap: 4px; }
input, select, button { font: inherit; min-height: 44px; padding: 0 8px; border: 1px solid #5d6b63; border-radius: 6px; }
button { background: #0b6b3a; color: #fff; border-color: #0b6b3a; cursor: pointer; }
:focus-visible { outline: 3px solid #0b57a4; outline-offset: 2px; }
code, pre { overflow-wrap: anywhere; white-space: pre-wrap; font-size: 14px; }
summary { cursor: pointer; padding: 10px 0; color: #0b57a4; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; padding: 4px 8px; border-bottom: 1px solid #d5ddd7; overflow-wrap: anywhere; }
`;
