# Las palabras de las páginas: encabezados, el resultado en una frase, los dibujos.

page-skip = Ir al caso
page-case = Caso: { $act }
page-record = El registro, juzgado
page-head = { $charter }, versión { $version }
page-acts-on-record = { $count ->
        [one] un acto en el registro
       *[other] { $count } actos en el registro
    }
page-read-on = leído el { $day }
law-skip = A los artículos
law-coverage = { $have } de { $could } artículos tienen una regla.
law-how = Las palabras de la organización obligan; al lado o debajo está la regla que aplica Comitia. Si difieren, es un fallo: dígalo a quien lleva el texto.
law-plain = En palabras llanas
law-also = Por silencio:
law-not-modelled = Sin modelar
law-silent = Ninguna regla modela este artículo, y no dice que lo juzguen las personas.
page-closing = Comitia juzga la forma, la competencia, los plazos y la igualdad de trato. Nunca juzga opiniones.

ruling-throughout = { $persons } { $count ->
        [one] es miembro, y nunca dejó de serlo.
       *[other] son miembros, y nunca dejaron de serlo.
    }
ruling-members = { $count } de { $all } son miembros: { $persons }.
ruling-nobody = Ninguna de las personas nombradas es miembro.
ruling-cured = { $day-n ->
        [0] Se subsanó después, y tiene efecto.
       *[other] Se subsanó después, y tiene efecto desde el { $day }.
    }
ruling-act = { $verdict ->
        [valid] Queda en pie.
        [irregular] Se infringió una norma, y queda en pie.
        [voidable] Queda en pie hasta que se impugne.
        [unproven] No se prueba si queda en pie.
        [inchoate] Aún no tiene efecto.
       *[void] No tiene efecto.
    }
standfirst-decided = { $by-n ->
        [0] Se hizo el { $day }.
       *[other] Lo decidió el { $day }: { $by }.
    }
standfirst-course = Antes de que surta efecto, el artículo { $article } exige { $stages }{ $days ->
        [0] .
        [one] : un día como mínimo.
       *[other] : { $days } días como mínimo.
    }
standfirst-missing-all = No consta nada de ello.
standfirst-missing = No consta: { $stages }.
standfirst-falls = Cae por esto: { $titles }.
standfirst-complete = Todo ello consta.

fact-respondents = { $count ->
        [one] Persona afectada
       *[other] Personas afectadas
    }
fact-decided-by = Decidió
fact-power-with = Tiene la facultad
fact-ground = Motivo alegado
fact-judged-under = Juzgado según
fact-version = { $charter }, versión { $version }

next-step = Siguiente paso
next-may = { $by }: cabe recurso
next-to = ante { $to }
owed-to-several = a { $to }
next-nothing = No se debe nada, ni hace falta nada.

stage-charge = Cargo por escrito
stage-time-to-answer = Tiempo para responder
stage-hearing = Audiencia
stage-decision = Decisión
stage-written-reasons = Motivos por escrito
stage-time-to-appeal = Tiempo para recurrir
stage-effect = Puede surtir efecto
need-charge = un cargo
need-time-to-answer = { $span } para responder
need-hearing = una audiencia
need-decision = una decisión
need-written-reasons = motivos por escrito
need-time-to-appeal = { $span } para recurrir
done-charge = no se notificó
done-charge-served = notificado el { $day }
done-time-to-answer = no se dio
done-time-to-answer-served = dado
done-hearing = no se celebró
done-hearing-held = celebrada el { $day }
done-decision = { $day }
done-written-reasons = no se notificaron
done-written-reasons-served = notificados el { $day }
done-time-to-appeal = no consta recurso
done-time-to-appeal-brought = presentado el { $day }
done-effect = alegado el { $day }
done-other = –
bar-moment = { $day }
bar-between = { $first } a { $last }
bar-within = en { $span }
bar-from = desde el { $day }
line-title = { $days ->
        [0] Sin plazo prescrito
        [one] Un día exigido
       *[other] { $days } días exigidos
    }, { $taken ->
        [0] un día empleado
       *[other] { $taken } días empleados
    }
line-required = Lo que exige el artículo { $article }, como mínimo
line-record = Lo que consta
line-done = Lo que se hizo
line-shortest = { $days ->
        [0] en el acto, como mínimo
        [one] un día, como mínimo
       *[other] { $days } días, como mínimo
    }
line-taken = { $taken ->
        [0] un día
       *[other] { $taken } días
    }
line-today = leído, { $day }
line-somewhere = sin día en el registro
line-legend = Perfilado: el tiempo que dan los estatutos, desde un primer paso el { $day }. En celdas: días completos. Una marca: un acto del registro, con su veredicto. Punteado: en algún momento de este tiempo. Las listas dicen lo mismo en palabras.
line-desc = Exigido: { $required }. Consta: { $record }.

heading-acts = Los actos, uno por uno
heading-findings = Lo constatado, acto por acto
heading-standing = En qué situación están
heading-ways = Qué pueden hacer
heading-not-judged = Lo que no se juzga
heading-equal = ¿A quién más alcanzaría este motivo?
heading-organisation = La organización el { $day }
column-verdict = Veredicto
column-day = Día
column-act = Acto
column-found = Constatado
column-owed = Se debe
column-owed-by = Quién
column-owed-to = A quién
text-note = En el registro: { $note }
text-found = Lo constatado
text-now = Qué hacer ahora
text-articles = Los artículos
text-fallen = Cambió con ello: { $act }
text-from = desde el { $day }
text-effect = (efecto { $number })
text-makes-it = Lo hace { $consequence }: { $article }
text-through = Por { $act }
text-resting = en suspenso: { $right }
text-nothing-owed = Nada se debe el { $day }.
text-supposed = Supuesto: { $suppositions }.
text-drawn = Lo mismo, dibujado: { $path } ({ $size } kB). Ábralo en un navegador, o en un teléfono.
text-summary = { $acts ->
        [0] Nada se juzgó.
        [one] Un acto juzgado al { $day }: { $verdicts }.
       *[other] { $acts } actos juzgados al { $day }: { $verdicts }.
    }
text-both-ways = Si se prueba, { $act } es { $if-shown }; si no, { $if-not }.
column-route = Vía
column-last-day = Último día
column-heard = Debe oírse
column-silence = Si nadie actúa
column-person = Miembro
column-standing = Situación
column-since = Desde
column-holds = Ocupa
column-unit = Unidad
column-pulse = Reuniones, { $first } – { $last }
column-state = Estado
column-members = Miembros
column-held-by = Quién la lleva
article-heading = Artículo { $number }
found-unproven = No probado:
seat-kept = { $days ->
        [0] Conferido el día de la decisión, y conservado.
        [one] Conferido un día antes de la decisión, y conservado.
       *[other] Conferido { $days } días antes de la decisión, y conservado.
    }
in-good-standing = de pleno derecho
not-in-good-standing = miembro, sin todos sus derechos
no-member = no es miembro
nothing-held = nada
model-note = Unos estatutos modelo. Del caso, el registro tiene lo que dice un informe publicado; lo que lo rodea es inventado.

equal-caught = «{ $grounds }», aplicado a todo el mundo, terminaría la pertenencia de { $caught } de los { $all } miembros de { $unit }: tantos no constan en ninguna reunión desde el { $since } hasta el { $until }.
equal-spared = { $spared ->
        [all] Ninguna de las personas afectadas está entre ellos.
        [none] Todas las personas afectadas están entre ellos.
       *[some] No están entre ellos: { $persons }.
    }
equal-legend = Un punto es un miembro; lleno: en ninguna reunión de esos meses. Un cuadrado es una persona afectada.
equal-title = { $caught } de { $all } miembros en ninguna reunión

state-active = activo
state-fading = decayendo
state-frozen = parado
state-last-met = última reunión: { $day }
state-never-met = no consta reunión
seats-held = { $low } a { $high } puestos, { $held } ocupados
seats-held-exact = { $low } puestos, { $held } ocupados
office-held = { $office }: { $holder }
office-vacant = { $office }: vacante
pulse-title = { $months ->
        [0] Ninguna reunión en doce meses
        [one] Reuniones en uno de doce meses
       *[other] Reuniones en { $months } de doce meses
    }
organisation-standfirst = { $all ->
        [one] Un órgano
       *[other] { $all } órganos
    }: { $active } activos, { $fading } decayendo, { $frozen } parados.
organisation-legend = Una barra: un mes con reunión, su altura la parte presente. Hueca: sin quórum. Un punto: sin reunión. Activo: se reunió dentro del doble del plazo de su artículo. Parado: ninguna reunión en seis meses. Decayendo: entre ambos.
record-standfirst = { $acts ->
        [one] Se juzgó un acto
       *[other] Se juzgaron { $acts } actos
    }: { $verdicts }.
record-quiet = De los demás actos nada se constató.
