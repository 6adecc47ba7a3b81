# Makes more rules of a set: behind each rule that has a `must` so many copies under new ids (-v copies=9), each evaluated
# like it and silent where it holds, so that what is printed stays about the same. Rules as the benchmark's task writes them:
# one field a line. usage: awk -v copies=9 -f many_rules.awk recog.lua
function put_copies(    k, i, line) {
    for (k = 2; k <= copies + 1; k++) {
        for (i = 1; i <= count; i++) {
            line = lines[i]
            if (i == 1)
                sub(/" \{$/, "." k "\" {", line)
            if (line ~ /^  (where|gives) +=/)
                continue
            if (line ~ /^  must +=/) {
                print "  where     = " (where == "" ? "no(" must ")," : "all { " where ", no(" must ") },")
            }
            print line
        }
        print ""
    }
}
/^rule "/ { inside = 1; count = 0; must = where = "" }
{ print }
inside {
    lines[++count] = $0
    if ($0 ~ /^  must +=/) {
        must = $0
        sub(/^  must +=/, "", must)
        sub(/^ /, "", must)
        sub(/,$/, "", must)
    }
    if ($0 ~ /^  where +=/) {
        where = $0
        sub(/^  where +=/, "", where)
        sub(/^ /, "", where)
        sub(/,$/, "", where)
    }
}
/^}/ && inside {
    inside = 0
    if (must != "") {
        print ""
        put_copies()
    }
}
