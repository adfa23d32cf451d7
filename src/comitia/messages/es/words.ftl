# Veredictos, vida posterior, remedios, plazos, clases de actos y las palabras que los rodean.

span = { $unit ->
        [minutes] { $count ->
            [0] ninguno
            [one] un minuto
           *[other] { $count } minutos
        }
        [hours] { $count ->
            [0] ninguna
            [one] una hora
           *[other] { $count } horas
        }
        [clear-days] { $count ->
            [0] ninguno
            [one] un día completo
           *[other] { $count } días completos
        }
        [working-days] { $count ->
            [0] ninguno
            [one] un día hábil
           *[other] { $count } días hábiles
        }
        [weeks] { $count ->
            [0] ninguna
            [one] una semana
           *[other] { $count } semanas
        }
        [months] { $count ->
            [0] ninguno
            [one] un mes
           *[other] { $count } meses
        }
        [years] { $count ->
            [0] ninguno
            [one] un año
           *[other] { $count } años
        }
       *[days] { $count ->
            [0] ninguno
            [one] un día
           *[other] { $count } días
        }
    }
the-body = { $body }
role-respondent = la persona acusada
role-complainant = quien acusa
role-member = cualquier miembro
role-body = cualquier órgano
role-officer = cualquier cargo
role-number = miembros suficientes
role-outside = una autoridad externa
role-nobody = nadie
role-mover = quien propone
role-author = la autora o el autor
role-the-body-addressed = el órgano destinatario
role-the-body-that-decided = el órgano que decidió
role-whoever-took-part = quien tomó parte
role-everyone-entitled = todas las personas con derecho
role-whoever-holds-it = quien lo ejerce
of-unit = { $what } ({ $unit })
and-more = { $some } y { $more } más
acting-as = { $person } como { $office }
date = { DATETIME($day, dateStyle: "long") }
date-vague = después del { DATETIME($day, dateStyle: "long") }, sin día en el registro
date-open = { $day }, sin día en el registro
article-of = { $text } { $number }

## Veredictos y vida posterior

verdict-valid = Válido
verdict-irregular = Irregular
verdict-voidable = Anulable
verdict-unproven = No probado
verdict-inchoate = Aún sin efecto
verdict-void = Nulo
life-in-force = en vigor
life-stayed = suspendido
life-annulled = anulado
life-confirmed = confirmado
life-cured = subsanado
life-lapsed = caducado
life-superseded = sustituido
life-moot = sin objeto
life-fallen = decaído
status-shown = mostrado
status-presumed = presunto
status-disputed = discutido
status-unproven = No probado
consequence-void = nulo
consequence-voidable = anulable
consequence-irregular = irregular, y en pie
consequence-none = nada

turns-on = { $act } depende de { $on }, que se discute: { $if-shown } si se prueba, { $if-not } si no.

## Qué hace un efecto

effect-confer-membership = ingresa: { $to }
effect-confer-mandate = ocupa un puesto, { $of }: { $to }
effect-end-membership = termina la pertenencia: { $to }
effect-end-mandate = termina el mandato, { $of }: { $to }
effect-suspend-membership = pertenencia en suspenso: { $to }
effect-other = { $do } { $what }{ $to-n ->
        [0] {""}
       *[other] : { $to }
    }
effect-as = { $as }: { $to }
effect-as-of = { $as }, { $of }: { $to }
effect-as-only = { $as }

## Vías

remedy-nothing-needed = Lo nulo no necesita recurso. Nada ha cambiado.
    .title = No hacer nada
remedy-appeal = { $stage ->
        [0] Ante { $to }, por { $by }.
       *[other] Después ante { $to }, por { $by }.
    }
    .title = { $stage ->
        [0] Recurso
       *[other] Segundo recurso
    }
remedy-challenge = Ante { $to }, por { $by }.
    .title = Impugnación
remedy-cure = Por { $by }: { $how }.
    .title = Subsanarlo
remedy-outside = Ante { $to }.
    .title = Acudir fuera
last-day-none = ninguno
last-day = { $day }
last-day-passed = { $day }: terminado
last-day-not-running = { $span } desde { $event }. No consta: no corre.
last-day-after = { $span } desde { $event }
heard-within = si se presenta el { $today }: hasta el { $day }
heard-later = se cuenta desde el día en que se presenta
silence-later = Si no se oye a tiempo, { $silence }.
silence-then = El { $day }: { $silence }.
silence-nothing = Nada cambia.
silence-unsaid = Los estatutos no lo dicen.
silence-the-appeal-is-allowed = el recurso queda estimado
silence-the-appeal-is-dismissed = el recurso queda desestimado
silence-the-appeal-goes-to-the-next-body = el recurso pasa al órgano siguiente
silence-the-requisitioners-convene-it = convocan quienes la pidieron
silence-the-next-higher-body-convenes-it = convoca el órgano superior
silence-it-is-overdue = queda pendiente fuera de plazo
silence-it-goes-on-the-agenda-of-the-next-higher-body = pasa al orden del día del órgano superior
silence-it-is-allowed = se estima
silence-it-is-refused = se deniega
silence-the-asker-may-complain = quien preguntó puede quejarse
silence-it-takes-effect = surte efecto
silence-it-lapses = caduca
silence-membership-ends = termina la pertenencia
cure-step-taken-again = repetir el paso, como es debido
cure-ratification = ratificación por quien tenía la facultad
cure-rehearing = una nueva audiencia completa ante otras personas
cure-rectification = rectificación antes del resultado
cure-dispensation = dispensa de una autoridad
cure-unanimous-assent = acuerdo unánime de quienes protege la norma
event-service-of-the-reasons = la notificación de los motivos
event-service-of-the-decision = la notificación de la decisión
event-service-of-the-charge = la notificación del cargo
event-knowledge = tener conocimiento

## Lo que se debe

owed-hear-appeal = Oír el recurso
owed-written-reasons = Motivos por escrito
owed-convene = Convocar la reunión pedida
owed-meeting = Celebrar una reunión
owed-ratify = Ratificar
owed-concur = Asentir u oponerse
owed-late = { $days ->
        [one] un día de retraso
       *[other] { $days } días de retraso
    }
owed-left = { $days ->
        [0] último día
        [one] queda un día
       *[other] quedan { $days } días
    }

## Actos, como encabezados

act-constituted = Constitución: { $unit }
act-enacted = Adopción: { $instrument }, versión { $version }
act-convened = Convocatoria: { $body }, para el { $on }
act-served = { $channel-kind ->
        [something] Notificación de { $what }
        [in-person] Entrega en mano: { $what }
        [notice-board] Anuncio en el tablón: { $what }
       *[other] Envío por { $channel }: { $what }
    }
act-sat = Reunión, { $event }: { $sitting }
act-proposed = Propuesta: { $title }
act-supported = Apoyo a { $what }
act-withdrew = Retirada de { $what }
act-polled = Votación: { $what }
act-voted = Voto en { $poll }
act-declared = { $effects-n ->
        [0] Resultado proclamado
       *[other] { $effects }
    }
act-decided = { $effects-n ->
        [0] Decisión
       *[other] { $effects }
    }
act-consented = Consentimiento a { $to }
act-objected = Objeción a { $to }
act-filed = { $type ->
        [charge] Cargo contra { $against }
        [appeal] Recurso contra { $against }
        [challenge] Impugnación de { $against }
        [question] Pregunta sobre { $against }
        [complaint] Queja contra { $against }
        [nomination] Candidatura: { $person }
        [requisition] Reunión pedida: { $body }
        [defence] Defensa
       *[request] Petición
    }
act-answered = { $reasons-n ->
        [0] Respuesta a { $to }
       *[other] Respuesta a { $to }: «{ $reasons }»
    }
act-heard = Audiencia: { $matter }
act-ruled = Interpretación
act-established = Establecido sobre { $act }: { $fact }
act-conceded = Admitido sobre { $act }: { $fact }
act-disputed = Discutido: { $act }
act-ordered = Orden: { $effects }
act-agreed = Acuerdo: { $effects }
act-delegated = Facultad delegada: { $power }, a { $to }
act-resigned = Baja: { $start }
act-published = Publicado: { $title }
act-reported = Informe: { $title }
act-paid = Pago, hasta { $through }
act-referred = Remitido: { $what }, a { $to }
act-elapsed = Plazo vencido: { $what } ({ $by })
act-corrected = Corrección de { $act }
act-retracted = Retractación de { $act }
act-erased = Datos borrados: { $person }
act-nothing = algo
by-whom = por { $by }

## Situación

standing-member = { $person } es miembro de pleno derecho.
standing-member-owing = { $person } es miembro, sin todos sus derechos.
standing-not = { $person } no es miembro.
standing-since = desde el { $day }
standing-ended = terminó el { $day }
standing-seat = { $seat }, { $manner-n ->
        [0] {""}
       *[other] { $manner }{" "}
    }desde el { $since }
standing-seat-fact = solo de hecho
standing-told = Se le dijo otra cosa con { $act }, que no tiene efecto.
standing-dues = { $months ->
        [0] ninguna cuota pendiente
        [one] pendiente la cuota de un mes
       *[other] pendientes las cuotas de { $months } meses
    }

