---Words that are composed of words.
---
---The core knows some fifty words (docs/language.md); what can be said with them is said here, once, for
---every country. A word is a function: it is called while a rule is loaded, with facts and conditions
---that have no value yet, and gives back a condition or a quantity made of words of the core. It never
---sees a case. So it cannot ask what a fact is; `if` here can only look at which values were given.
---
---How to add one: write it below those of its kind, with what it means in the first line; use it in a
---rule; add the rule's cases to the country's tests.

---Neither of these texts: `none_of(unit.origin, { "work", "hobby" })`. Unknown while the text is.
---@param a erkend.text
---@param list erkend.set
---@return erkend.condition
function none_of(a, list)
  return no(one_of(a, list))
end

---Said not to exist: `not_given(term.months_by_ordinance)`. Unknown while nobody has said either.
---@param x erkend.value
---@return erkend.condition
function not_given(x)
  return no(given(x))
end

---Where the one holds, the other has to hold too: `when(exemption.generic, given(exemption.earlier_mark))`.
---True where the first is false; asks nothing then.
---@param c erkend.condition
---@param d erkend.condition
---@return erkend.condition
function when(c, d)
  return any { no(c), d }
end

---At least the one and at most the other; both ends count. Quantities of one unit.
---@param x erkend.quantity
---@param low erkend.quantity
---@param high erkend.quantity
---@return erkend.condition
function between(x, low, high)
  return all { at_least(x, low), at_most(x, high) }
end

---From the first day to the last; both count. Without a last day: from the first day on.
---@param day erkend.date
---@param first erkend.date
---@param last? erkend.date
---@return erkend.condition
function within(day, first, last)
  if last == nil then
    return on_or_after(day, first)
  end
  return all { on_or_after(day, first), on_or_before(day, last) }
end

---Not later than so many months after a day; the last day counts. "Within two months after D" is
---`within_months(case.applied, training.last_day, param.months_to_apply)`.
---@param day erkend.date
---@param from erkend.date
---@param months erkend.quantity
---@return erkend.condition
function within_months(day, from, months)
  return on_or_before(day, months_after(from, months))
end

---Not later than so many years after a day; the last day counts.
---@param day erkend.date
---@param from erkend.date
---@param years erkend.quantity
---@return erkend.condition
function within_years(day, from, years)
  return on_or_before(day, years_after(from, years))
end

---So many of a list, at least, for which the condition holds: `at_least_so_many(param.passed, part, given(part.grade))`.
---Without a condition: so many at all.
---@param number erkend.quantity
---@param list erkend.list
---@param c? erkend.condition
---@return erkend.condition
function at_least_so_many(number, list, c)
  return at_least(number_of(list, c), number)
end
