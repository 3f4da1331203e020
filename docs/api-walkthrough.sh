#!/usr/bin/env bash
# The main job by API alone, from a clerk's draft to the national gateway's receipt.
# Needs bash, curl and Node, and a server in trial mode (npm start). Explained in api-walkthrough.md.
set -euo pipefail

base=${BASE:-http://127.0.0.1:3000}
logins=${DATA_DIR:-.data}/logins.json
api=$base/api/v1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# pick .a.b — one value out of the JSON on standard input
pick() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8') || process.exit(1))$1"; }

# call METHOD PATH [curl arguments] — as the bearer of $token; a refusal is shown and ends the script
call() {
  local method=$1 path=$2 answer
  shift 2
  answer=$(curl --silent --show-error --fail-with-body --request "$method" "$api$path" \
    --header "Authorization: Bearer $token" "$@") || { echo "$answer" >&2; exit 1; }
  printf '%s' "$answer"
}

# send METHOD PATH JSON — the same with a body; the key makes a repeated request have one effect
send() {
  call "$1" "$2" --header 'Content-Type: application/json' \
    --header "Idempotency-Key: $(node -p 'crypto.randomUUID()')" --data "$3"
}

sign_in() { # producer, officer or administrator
  node -p "JSON.stringify(JSON.parse(require('fs').readFileSync('$logins', 'utf8')).$1)" |
    curl --silent --show-error --fail-with-body "$api/tokens" --header 'Content-Type: application/json' --data @- |
    pick .accessToken
}

echo '1. The clerk signs in'
token=$(sign_in producer)
call GET /me | pick .name

echo '2. Where it is made'
place=$(send POST /places '{
  "name": "Lò nấu đường Văn Giáo",
  "kind": "workshop",
  "address": { "communeCode": "30526", "street": "Ấp Măng Rò" }
}' | pick .id)

echo '3. A picture, and the product that shows it'
node -e "require('sharp')({ create: { width: 640, height: 480, channels: 3, background: '#8a4b08' } }).png().toFile('$work/picture.png')"
picture=$(call POST /files --form "file=@$work/picture.png" | pick .id)
gtin=$(node -p 'const digits = "893" + String(Date.now()).slice(-9);
  digits + (10 - [...digits].reduce((sum, digit, at) => sum + digit * (at % 2 ? 3 : 1), 0) % 10) % 10')
product=$(send POST /products '{
  "gtin": "'"$gtin"'",
  "name": "Đường thốt nốt viên",
  "group": "processing",
  "netContent": { "value": "500", "unit": "GRM" },
  "originStatement": "Sản xuất tại An Cư, An Giang",
  "images": ["'"$picture"'"],
  "standards": [{ "kind": "TCCS", "number": "TCCS 01:2026/VG" }],
  "shelfLifeDays": 365
}' | pick .id)

echo '4. A certificate that covers the product, with its scan'
printf '%%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%%%EOF\n' >"$work/certificate.pdf"
scan=$(call POST /files --form "file=@$work/certificate.pdf" | pick .id)
certificate=$(send POST /certificates '{
  "type": "haccp",
  "number": "HACCP-2026-17",
  "scope": "Đường thốt nốt",
  "issuer": "Trung tâm Chứng nhận (mẫu)",
  "issuedOn": "2026-01-05",
  "expiresOn": "2029-01-05",
  "products": ["'"$product"'"],
  "places": [],
  "file": "'"$scan"'"
}' | pick .id)

echo '5. A batch and its stages'
lot=VG-$(date +%y%m%d-%H%M%S)
batch=$(send POST /batches '{
  "product": "'"$product"'",
  "lot": "'"$lot"'",
  "quantity": { "value": "250", "unit": "KGM" },
  "producedOn": "2026-10-01",
  "place": "'"$place"'",
  "certificates": ["'"$certificate"'"],
  "grants": [],
  "images": []
}' | pick .id)
send POST "/batches/$batch/stages" '{
  "stage": "processing",
  "startedAt": "2026-10-01T06:30",
  "place": "'"$place"'",
  "who": "Tổ nấu đường 1",
  "quantity": { "value": "250", "unit": "KGM" },
  "images": ["'"$picture"'"],
  "isPublic": true
}' | pick .content.stage
send POST "/batches/$batch/stages" '{
  "stage": "packing",
  "startedAt": "2026-10-02T08:00",
  "place": "'"$place"'",
  "who": "Tổ đóng gói",
  "quantity": { "value": "250", "unit": "KGM" },
  "images": [],
  "isPublic": true
}' | pick .content.stage

echo '6. Submission: the batch, and with it what it is built on'
send POST "/batches/$batch/submission" '{}' | pick .state

echo '7. The officer reads the queue and approves, foundations first'
token=$(sign_in officer)
for record in "$place" "$product" "$certificate" "$batch"; do
  submission=$(call GET '/submissions?limit=100' |
    pick ".items.find(({ record }) => record === '$record').id")
  call GET "/submissions/$submission" | pick .title
  send POST "/submissions/$submission/approval" '{}' | pick .state
done

echo '8. The QR code'
token=$(sign_in producer)
call GET "/batches/$batch/qr.svg" --output "$work/qr.svg"
call GET "/batches/$batch/qr.png" --output "$work/qr.png"
uri=$(call GET "/batches/$batch" | pick .uri)
echo "$uri"

echo '9. What a scan shows'
curl --silent --show-error --fail-with-body --location "$uri" --header 'Accept: text/html' --output "$work/page.html" \
  --write-out '%{num_redirects} redirect, %{http_code}, %{url_effective}\n'
grep --quiet "$lot" "$work/page.html" && echo "the page names lot $lot"

echo '10. What the national gateway said'
token=$(sign_in officer)
for _ in $(seq 60); do
  state=$(call GET "/sync-messages?record=$batch" | pick '.items[0].state')
  case $state in accepted | refused) break ;; esac
  sleep 1
done
call GET "/sync-messages?record=$batch" | pick ".items.map(({ state, receipt }) => state + ', ' + receipt).join()"
[ "$state" = accepted ]
