#!/bin/sh
# erkend lsp: diagnostics that come and go, completion, hover, definition; messages that are none; and a
# real client, Debian's neovim, where it is installed.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
mkdir "$T/work"
cp -r policies countries "$T/work"
cd "$T/work" || exit 4
root=file://$(pwd -P)
rules=countries/de/transfer.lua
cases=countries/de/cases/transfer.yaml

# ---- A client in sh ----

frame() { # JSON
    printf 'Content-Length: %d\r\n\r\n%s' "$(printf '%s' "$1" | wc -c)" "$1"
}
id=0
ask() { # METHOD PARAMS
    id=$((id + 1))
    frame '{"jsonrpc":"2.0","id":'$id',"method":"'"$1"'","params":'"$2"'}'
}
note() { frame '{"jsonrpc":"2.0","method":"'"$1"'","params":'"$2"'}'; }
quoted() { # a file as a JSON string
    printf '"'
    sed 's/\\/\\\\/g; s/"/\\"/g; s/\t/\\t/g' "$1" | awk '{ printf "%s\\n", $0 }'
    printf '"'
}
open_as() { note textDocument/didOpen '{"textDocument":{"uri":"'"$root/$1"'","languageId":"x","version":1,"text":'"$(quoted "$2")"'}}'; }
change_to() { note textDocument/didChange '{"textDocument":{"uri":"'"$root/$1"'","version":2},"contentChanges":[{"text":'"$(quoted "$2")"'}]}'; }
at() { # METHOD FILE LINE CHARACTER
    ask "textDocument/$1" '{"textDocument":{"uri":"'"$root/$2"'"},"position":{"line":'"$3"',"character":'"$4"'}}'
}
# about METHOD FILE TEXT WORD BEFORE: at the first line of TEXT that holds WORD, behind its part BEFORE.
about() {
    line=$(grep -nF -- "$4" "$3" | head -n 1)
    before=${line#*:}
    before=${before%%"$4"*}$5
    at "$1" "$2" $((${line%%:*} - 1)) "$(printf '%s' "$before" | wc -m)"
}
end() {
    ask shutdown null
    note exit null
}
# talk: sends $T/in; what is answered stands on $T/said, each message on a line of its own.
talk() {
    "$erkend" lsp >"$T/raw" 2>"$T/err" <"$T/in"
    got=$?
    sed 's/Content-Length: [0-9]*\r$//' "$T/raw" | grep . >"$T/said"
    id=0
    [ -s "$T/err" ] && say "standard error: $(head -n 3 "$T/err")"
    return 0
}
heard() { # WORDS: in some message
    grep -qF -- "$1" "$T/said" || say "not heard: $1"
}
reply() { # ID WORDS
    grep -F '"id":'"$1"',' "$T/said" | grep -qF -- "$2" || {
        say "answer $1 does not say: $2"
        grep -F '"id":'"$1"',' "$T/said" | cut -c 1-600
    }
}
silent() { # ID WORDS
    grep -F '"id":'"$1"',' "$T/said" | grep -qF -- "$2" && say "answer $1 says: $2"
}

# ---- Diagnostics: a fault in the editor, nothing on the disk ----

# The fault stands behind signs that are one, two and one unit of UTF-16.
sed 's/^  must      = abroad.serves_goal,/  reading2  = "ä𝄞–", must = abroad.serves_gaol,/' "$rules" >"$T/broken.lua"
cp "$rules" "$T/good.lua"
{
    ask initialize '{"capabilities":{}}'
    note initialized '{}'
    open_as "$rules" "$T/broken.lua"
    about hover "$rules" "$T/broken.lua" "law  " ""
    change_to "$rules" "$T/good.lua"
    about hover "$rules" "$T/good.lua" "law  " ""
    note textDocument/didClose '{"textDocument":{"uri":"'"$root/$rules"'"}}'
    end
} >"$T/in"
talk
[ "$got" = 0 ] || say "exit status $got after shutdown and exit"
reply 1 '"hoverProvider":true'
line=$(($(grep -n reading2 "$T/broken.lua" | cut -d : -f 1) - 1))
heard '"range":{"start":{"line":'$line',"character":36},"end":{"line":'$line',"character":47}},"severity":1,"source":"erkend","message":"'
heard "did you mean 'serves_goal'?"
grep -F publishDiagnostics "$T/said" | tail -n 1 | grep -qF '"diagnostics":[]' || say "diagnostics stayed"
reply 2 'the provision'
cmp -s "$rules" "$T/good.lua" || say "a file was written"

# ---- Completion, hover, definition in rules ----

first=$(($(grep -n '^  for_each' "$rules" | head -n 1 | cut -d : -f 1) - 1))
{
    head -n "$first" "$rules"
    echo '  where = at_most(stay.we, param.x),'
    echo '  gives = award { po },'
    echo '  otherwise = conditional "a",'
    echo '  must = ruling.lon,'
    echo '  lim'
    sed "1,${first}d" "$rules"
} >"$T/writing.lua"
{
    ask initialize '{"capabilities":{}}'
    open_as "$rules" "$rules"
    open_as "$rules" "$T/writing.lua"
    about completion "$rules" "$T/writing.lua" stay.we stay.we        # 2
    about completion "$rules" "$T/writing.lua" param.x param.         # 3
    about completion "$rules" "$T/writing.lua" '{ po' '{ po'          # 4
    about completion "$rules" "$T/writing.lua" 'conditional "a' 'conditional "a' # 5
    about completion "$rules" "$T/writing.lua" ruling.lon ruling.lon  # 6
    about completion "$rules" "$T/writing.lua" '  lim' '  lim'        # 7
    about completion "$rules" "$T/writing.lua" 'where = at_most' 'where = at' # 8
    change_to "$rules" "$rules"
    about hover "$rules" "$rules" param.share_abroad param.share      # 9
    about definition "$rules" "$rules" param.share_abroad param.share # 10
    about hover "$rules" "$rules" stay.weeks stay.we                  # 11
    about hover "$rules" "$rules" at_most at_                         # 12
    about definition "$rules" "$rules" ruling.longer_stay_abroad ruling.lo # 13
    about hover "$rules" "$rules" ruling.longer_stay_abroad ruling.lo # 14
    about definition "$rules" "$rules" term.waits_for_its_plan term.w # 15
    about definition "$rules" "$rules" 'conditional "agreed_plan' 'conditional "ag' # 16
    ask textDocument/documentSymbol '{"textDocument":{"uri":"'"$root/$rules"'"}}' # 17
    end
} >"$T/in"
talk
reply 2 '"label":"weeks","kind":5,"detail":"number of weeks"'
silent 2 '"label":"at_most"'
reply 3 '"label":"share_abroad"'
reply 3 '**a quarter** since 2005-04-01: BBiG § 2 Abs. 3 Satz 2'
reply 4 '"label":"points"'
silent 4 '"label":"stay"'
reply 5 '"label":"agreed_plan"'
reply 6 '"label":"longer_stay_abroad"'
reply 7 '"label":"limits"'
silent 7 '"label":"at_most"'
reply 8 'at_most(a, b): condition'
reply 8 'at_least_so_many(number, list, c)'
reply 9 'longest part of the training that may be spent abroad'
reply 10 "\"uri\":\"$root/countries/de/parameters.yaml\",\"range\":{\"start\":{\"line\":1,\"character\":0},\"end\":{\"line\":1,\"character\":12}}"
reply 11 'supplied by:'
reply 12 'Quantities of one unit'
reply 13 "$root/countries/de/questions.yaml"
reply 14 'asked of:'
reply 15 "$root/$rules"
reply 16 "$root/countries/de/country.yaml"
reply 17 '"name":"de.bbig.2.3.goal"'

# ---- Documents ----

sed 's/^    because: \[de.bbig.2.3.quarter\]/    verdikt: x/' "$cases" >"$T/broken.yaml"
sed '10s/$/ { po }/' "$cases" >"$T/writing.yaml"
printf 'id: x\ndecided: 2024-13-01\nabroad: { serves_goal: maybe }\n' >"$T/case.yaml"
{
    ask initialize '{"capabilities":{}}'
    open_as "$cases" "$T/broken.yaml"
    open_as one/case.yaml "$T/case.yaml"
    about hover "$cases" "$T/broken.yaml" serves_goal ser             # 2
    change_to "$cases" "$cases"
    about definition "$cases" "$cases" de.bbig.2.3.quarter de.bbig.2  # 3
    about completion "$cases" "$cases" 'verdict: recognised' 'verdict: ' # 4
    about completion "$cases" "$cases" 'because: [de' 'because: ['    # 5
    about completion "$cases" "$cases" 'abroad:' ab                   # 6
    about completion "$cases" "$cases" 'stays: [{ first_day' 'stays: [{ ' # 7
    about hover "$cases" "$cases" plan_agreed plan                    # 8
    open_as countries/de/parameters.yaml countries/de/parameters.yaml
    about completion countries/de/parameters.yaml countries/de/parameters.yaml '  unit: share' '  un' # 9
    about hover countries/de/parameters.yaml countries/de/parameters.yaml share_abroad share # 10
    about completion one/case.yaml "$T/case.yaml" 'abroad: { ser' 'abroad: { ser' # 11
    about completion countries/de/parameters.yaml countries/de/parameters.yaml '  unit: share' '  unit: ' # 12
    end
} >"$T/in"
talk
heard "did you mean verdict?"
heard '2024-13-01'
heard 'maybe'
grep -F "$cases" "$T/said" | grep -F publishDiagnostics | tail -n 1 | grep -qF '"diagnostics":[]' || say "diagnostics of tests stayed"
reply 2 'the stay serves the goal of the training'
reply 3 "$root/$rules"
reply 4 '"label":"recognised"'
reply 5 '"label":"de.bbig.2.3.quarter"'
reply 6 '"label":"crediting"'
reply 7 '"label":"plan_agreed"'
reply 8 'a plan was agreed'
reply 8 'supplied by:'
reply 9 '"label":"values"'
reply 10 'a quarter'
reply 11 '"label":"serves_goal"'
reply 12 '"label":"weeks"'

# ---- A new country in a folder with a name that URIs write otherwise ----

mkdir "$T/a b é" && cd "$T/a b é" || exit 4
"$erkend" new NO >/dev/null || say "no new country"
other=file://$(pwd -P | sed 's/ /%20/g; s/é/%C3%A9/g')
{
    ask initialize '{}'
    sed 's/board:/bord:/' countries/no/country.yaml >"$T/country.yaml"
    root=$other
    open_as countries/no/country.yaml "$T/country.yaml"
    at hover countries/no/country.yaml 0 0
    change_to countries/no/country.yaml countries/no/country.yaml
    at hover countries/no/country.yaml 0 0
    printf 'rule "no.new" { must = stay. }\n' >"$T/new.lua"
    open_as countries/no/new.lua "$T/new.lua"
    at hover countries/no/new.lua 0 0
    end
} >"$T/in"
talk
heard "$other/countries/no/questions.yaml\",\"diagnostics\":[{"
heard "is no body of country.yaml"
heard "$other/countries/no/questions.yaml\",\"diagnostics\":[]"
heard "$other/countries/no/new.lua\",\"diagnostics\":[{"
cd "$T/work" || exit 4
root=file://$(pwd -P)

# ---- Messages that are none ----

frame '{' >"$T/in"
talk
reply null '"code":-32700'
{ frame '[]' && frame '7' && ask textDocument/hover '{}' && ask initialize null && frame '{"id":{},"method":"x"}' &&
    ask textDocument/hover '[]' && ask textDocument/hover '{"textDocument":{"uri":7},"position":"x"}' &&
    ask no/method null && note textDocument/didOpen '{"textDocument":{"uri":"file:///%zz","text":7}}' &&
    note textDocument/didChange '{"contentChanges":[]}' && note '$/none' '[]' && end; } >"$T/in"
talk
[ "$got" = 0 ] || say "exit status $got after nonsense"
reply 1 '"code":-32002'
reply 3 '"code":-32602'
reply 4 '"code":-32602'
reply 5 '"code":-32601'
reply null '"code":-32600'
printf 'Content-Length: 99999999999999999999\r\n\r\n' >"$T/in"
talk
[ "$got" = 3 ] || say "exit status $got after a length beyond all"
printf 'GET / HTTP/1.1\r\n\r\n' >"$T/in"
talk
[ "$got" = 3 ] || say "exit status $got after another protocol"
reply null '"code":-32700'
printf 'Content-Length: 9\r\n\r\n{' >"$T/in"
talk
[ "$got" = 3 ] || say "exit status $got after half a message"
{ printf 'Content-Length: 17000000\r\n\r\n' && head -c 17000000 /dev/zero && ask initialize null; } >"$T/in"
talk
reply null '16 MB'
reply 1 '"capabilities"'
[ "$got" = 1 ] || say "exit status $got when the input ended"
expect 2 "takes no arguments" "$erkend" lsp x

# ---- Documents that no check of a country reads ----

printf 'title: Vehicles\npoints: many\n' >"$T/qualification.yaml"
sed 's/because: \[de.bbig.2.3.goal, de.bbig.2.3.quarter\]/because: [de.bbig.2.3.gaol, core.counts_once]/' "$cases" >"$T/named.yaml"
printf '{"id": "a", "decided": "2026-01-01", "learner": {"residense": "DE"}}' >"$T/case.json"
printf '{"id": "a", "anything": 1}' >"$T/other.json"
{
    ask initialize '{"capabilities":{}}'
    open_as countries/fi/qualifications/vehicle.yaml "$T/qualification.yaml"
    open_as "$cases" "$T/named.yaml"
    open_as case.json "$T/case.json"
    open_as other.json "$T/other.json"
    about hover case.json "$T/case.json" residense res
    end
} >"$T/in"
talk
grep -F 'qualifications/vehicle.yaml' "$T/said" | grep -F publishDiagnostics | grep -qF '"line":1,' || say "nothing about the points of a qualification"
heard "because: there is no rule 'de.bbig.2.3.gaol': did you mean de.bbig.2.3.goal?"
grep -qF "there is no rule 'core" "$T/said" && say "a rule of the core was not known"
grep -F '/case.json' "$T/said" | grep -qF 'residence' || say "nothing about a key of a case in JSON"
grep -F '/other.json' "$T/said" | grep -qF '"severity"' && say "something about a document that is no case"

# ---- Neovim ----

if command -v nvim >/dev/null 2>&1; then
    cat >"$T/client.lua" <<'END'
local erkend, file = os.getenv('ERKEND'), os.getenv('RULES')
local function wait(what, test)
  if not vim.wait(15000, test, 20) then print('WRONG: neovim: no ' .. what) end
end
vim.cmd('edit ' .. file)
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ name = 'erkend', cmd = { erkend, 'lsp' }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(buffer, client)
wait('client', function() return #vim.lsp.buf_get_clients(buffer) == 1 end)
local text = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
local at
for number, line in ipairs(text) do
  if line:find('abroad.serves_goal', 1, true) then at = at or number end
end
local function put(line) vim.api.nvim_buf_set_lines(buffer, at - 1, at, false, { line }) end
put('  must = abroad.serves_gaol,')
wait('diagnostic', function() return #vim.diagnostic.get(buffer) == 1 end)
put(text[at])
wait('end of the diagnostic', function() return #vim.diagnostic.get(buffer) == 0 end)
local function ask(method, line, character)
  local all = vim.lsp.buf_request_sync(buffer, 'textDocument/' .. method, {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    position = { line = line, character = character },
  }, 15000)
  return all and all[client] and all[client].result or {}
end
local hover = ask('hover', at - 1, #text[at] - 3)
if not vim.inspect(hover):find('serves the goal', 1, true) then print('WRONG: neovim: hover ' .. vim.inspect(hover)) end
local items = ask('completion', at - 1, text[at]:find('.serves', 1, true)).items or {}
local found = false
for _, item in ipairs(items) do found = found or item.label == 'employer_agrees' end
if not found then print('WRONG: neovim: completion') end
vim.lsp.stop_client(client)
print('neovim was here')
END
    ERKEND=$erkend RULES=$rules HOME=$T XDG_STATE_HOME=$T nvim --headless -u NONE -i NONE -n \
        -c "luafile $T/client.lua" -c 'qa!' >"$T/nvim" 2>&1 </dev/null
    grep -q 'neovim was here' "$T/nvim" || say "neovim: $(head -n 5 "$T/nvim")"
    grep -q WRONG "$T/nvim" && say "$(grep WRONG "$T/nvim")"
else
    echo "lsp: no neovim here: that client was not tried"
fi
exit "$wrong"
