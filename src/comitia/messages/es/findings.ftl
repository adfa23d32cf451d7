# Lo que constata el juez, en frases: un mensaje por código, con su título. Los argumentos son los de la versión inglesa.

## Facultades

finding-no-power = { $required-n ->
        [0] { $found } no tiene facultad para producir este efecto.
       *[other] Se requiere: { $required }. Actuó: { $found }.
    }
    .title = Sin facultad
finding-power-excluded = La facultad invocada ({ $found }) nunca abarca esto.
    .title = Facultad excluida
finding-power-resting = La facultad está en suspenso: { $found }.
    .title = Facultad en suspenso
finding-not-delegable = Esta facultad no se puede delegar. Delegada en: { $found }.
    .title = Indelegable
finding-beyond-the-delegation = Se requiere una facultad que { $found } tenga. Corresponde a { $required }.
    .title = Más allá de la delegación
finding-no-mandate = { $found } nunca fue { $required }: no consta elección ni nombramiento.
    .title = Sin mandato
finding-mandate-expired = El mandato de { $persons } terminó el { $found }.
    .title = Mandato terminado antes
finding-defective-appointment = { $persons } ejercía por un nombramiento que tiene su propio defecto.
    .title = Nombramiento defectuoso
finding-outsider = { $required-n ->
        [0] { $found } no es miembro.
       *[other] Se requiere: { $required }. Actuó: { $found }, que no es miembro.
    }
    .title = No es miembro
finding-condition-not-met = { $required-n ->
        [0] No se cumple la condición de la facultad: { $found }.
       *[other] Se requiere: al menos { $required }. Hay: { $found }.
    }
    .title = Condición no cumplida

## Normas

finding-beyond-the-enabling-power = El artículo { $found } del texto nuevo trata de algo que sus autores no pueden regular.
    .title = Más allá de la habilitación
finding-against-a-higher-rule = El artículo { $found } del texto nuevo contradice otro de rango superior, y cede.
    .title = Contra una norma superior
finding-version-never-adopted = Ningún acto del registro adopta { $found }.
    .title = Versión nunca adoptada
finding-entrenched = Se requiere para este artículo: { $required }{ $basis-n ->
        [0] {" "}votos
       *[other] {" "}({ $basis })
    }. A favor: { $found }.
    .title = Artículo blindado

## Reuniones

finding-wrong-convenor = Debe convocar: { $required }. Convocó: { $found }.
    .title = Convocó quien no podía
finding-member-not-summoned = { $persons-n ->
        [0] No se prueba que se citara a todas las personas con derecho.
       *[other] { $count-n ->
            [one] No se citó a { $persons }
           *[other] No se citó a { $count } miembros: { $persons }
        }{ $excuse-n ->
            [0] .
           *[other] . Causa: { $excuse }.
        }
    }
    .title = { $persons-n ->
        [0] Citación no probada
       *[other] Sin citar
    }
finding-short-notice = Se requiere: { $required }. { $persons-n ->
        [0] Hubo
       *[other] { $count-n ->
            [one] { $persons } tuvo
           *[other] { $count } miembros tuvieron
        }
    }: { $found }.
    .title = Aviso corto
finding-no-service = Lo enviado por { $channel } no notifica nada.
    .title = Sin notificación
finding-vague-notice = La convocatoria no nombra «{ $found }». Nombra: { $required }.
    .title = No está en la convocatoria
finding-inquorate = Se requiere: { $required } de { $size }. Presentes: { $found }.
    .title = Sin quórum
finding-quorum-lost = Se requiere: { $required } de { $size }. Quedaban: { $found }.
    .title = Quórum perdido
finding-sitting-closed = La reunión fue el { $required }; esto se decidió el { $found }.
    .title = Reunión no abierta
finding-place-changed = La convocatoria decía: { $required }. La reunión fue en: { $found }.
    .title = Otro lugar
finding-stranger-sat = { $persons } tomó asiento o votó sin tener puesto.
    .title = Persona ajena
finding-doubtful-seats = Sin los votos de { $persons }, de puesto dudoso, la decisión decae.
    .title = Puestos dudosos
finding-conflicted-vote = { $persons } votó sin poder hacerlo; el voto se descuenta.
    .title = Conflicto de intereses

## Decisiones y elecciones

finding-majority-not-reached = Se requiere: { $required }{ $basis-n ->
        [0] {" "}votos
       *[other] {" "}({ $basis })
    }. A favor: { $found }.
    .title = Sin mayoría
finding-tie = { $votes-n ->
        [0] El empate se deshizo por { $found }{ $required-n ->
            [0] , que ninguna norma prevé.
           *[other] . Se requiere: { $required }.
        }
       *[other] { $votes } a favor y { $votes } en contra: el empate pierde.
    }
    .title = Empate
finding-count-not-on-record = { $manner-n ->
        [0] La mayoría debe probarse, y no consta el recuento.
       *[other] Se requiere: { $manner }. No consta cómo se votó.
    }
    .title = No consta el recuento
finding-impossible-count = Se proclaman { $found } votos, y como mucho podían votar { $required }.
    .title = Recuento imposible
finding-ballot-skipped = Se requiere: { $required }. Se votó por: { $found }.
    .title = Sin papeleta
finding-secrecy-skipped = Se requiere: { $required }. Se votó por: { $found }.
    .title = Sin secreto
finding-turnout-too-low = Se requieren: { $required } votos. Emitidos: { $found }.
    .title = Participación insuficiente
finding-not-eligible = { $persons } no podía ser elegible. Se requiere: { $required }.
    .title = No elegible
finding-incompatible-office = { $persons } tiene un cargo que excluye este: { $found }.
    .title = Cargo incompatible
finding-no-vacancy = Los { $required } puestos de esta clase están ocupados.
    .title = Sin vacante
finding-nominations-defective = { $unit-n ->
        [0] Se requiere: candidatura por { $required }. Presentada por: { $found }.
       *[other] { $kind ->
            [open] Se requiere: plazo abierto { $required }. Abierto: { $found }.
           *[other] Se requiere: expuesta { $required }. Expuesta: { $found }.
        }
    }
    .title = Candidaturas defectuosas
finding-poll-notice-short = Se requiere: { $required } de aviso. Hubo: { $found }.
    .title = Aviso corto de la votación
finding-roll-fault = { $found-n ->
        [one] Un voto se emitió
       *[other] { $found } votos se emitieron
    } por quien no podía, o se negaron a quien podía.{ $margin-n ->
        [0] {""}
       *[other] {" "}La decisión más ajustada del recuento fue por { $margin-n ->
            [one] un voto
           *[other] { $margin } votos
        }.
    }
    .title = Defecto del censo
finding-closed-early = Cierre anunciado: { $required }. Cierre: { $found }.
    .title = Cerrada antes
finding-open-too-long = Se requiere: como mucho { $required-n ->
        [one] un día
       *[other] { $required } días
    }. Abierta: { $found-n ->
        [one] un día
       *[other] { $found } días
    }.
    .title = Abierta demasiado
finding-result-not-as-counted = { $kind-n ->
        [0] Según los votos del registro no se eligió a { $found }.
       *[other] { $kind ->
            [rule] Se requiere: recuento por { $required }. Proclamado por: { $found }.
            [seats] Puestos: { $required }. Proclamados: { $found }.
            [lot] Hay empate, y { $found } está en él. No consta cómo se deshizo.
            [uncountable] Las papeletas del registro no se pueden contar{ $required-n ->
                [0] {""}
               *[other] {" "}por la regla { $required }
            }: { $reason ->
                [no-rule-named] no se nombra ninguna regla
                [scores-needed] la regla pide papeletas con puntos
                [wrong-form] no son de la forma que pide la regla
                [one-seat-rule] la regla cubre un solo puesto
                [several-offices] son de más de un cargo
                [lists] la regla da puestos a listas, no a personas
                [lot-open] los sorteos pueden caer de demasiadas maneras
                [unknown-candidate] una papeleta nombra a quien no se presentó
                [default-option-missing] no consta cuál es la opción por defecto
                [bad-paper] una papeleta no se puede leer
                [bad-number] una papeleta no se puede leer
                [name-twice] una papeleta no se puede leer
                [forms-mixed] una papeleta no se puede leer
               *[other] el recuento no las admite
            }. No consta que se eligiera a { $found }.
           *[winner] Contadas las papeletas del registro, la elección recae en { $required }, no en { $found }.
        }
    }
    .title = No según el recuento
finding-voted-twice = { $persons } ya había votado. El segundo voto no cuenta.
    .title = Dos votos
finding-not-entitled-to-vote = { $persons-n ->
        [0] Se requiere: { $required }. Actuó: { $found }.
       *[other] { $kind ->
            [late] { $persons } llegó después del día en que se cerró el censo, el { $since }, y no tiene voto en esta votación.
            [electors] { $persons } no está entre quienes votan en esta votación.
           *[other] { $persons } no tiene voto en esta votación.
        }
    }
    .title = Sin voto
finding-no-such-motion = La moción ya no está ante la reunión: { $found }.
    .title = No hay tal moción
finding-not-enough-support = Se requieren: { $required } apoyos. Hay: { $found }.
    .title = Apoyo insuficiente
finding-too-early = { $unit-n ->
        [0] Se requiere: desde el { $required }. Hecho el { $found }.
       *[other] Se requiere antes: { $required }. Hubo: { $found }.
    }
    .title = Demasiado pronto
finding-too-late = Último día: { $required }. Hecho el { $found }.
    .title = Demasiado tarde
finding-again-too-soon = Se requiere: { $required } desde la última decisión. Pasaron: { $found }.
    .title = Otra vez demasiado pronto

## Medidas contra miembros

finding-sanction-without-procedure = Un derecho solo se quita por su procedimiento. Se invocó: { $found }.
    .title = Sanción sin procedimiento
finding-charge-missing = { $persons-n ->
        [0] Se requiere: un cargo por escrito. No consta ninguno.
       *[other] Se requiere: un cargo contra { $persons }. No consta ninguno.
    }
    .title = Sin cargo
finding-charge-not-served = Se requiere: notificar el cargo. No consta.
    .title = Cargo no notificado
finding-particulars-missing = El cargo debe decir: { $required }. No lo dice, según el registro.
    .title = Sin detalles
finding-ground-not-listed = Motivo alegado: { $found }. La lista cerrada solo tiene: { $required }.
    .title = No hay tal motivo
finding-outside-the-charge = Cargo: { $required }. Decidido: { $found }.
    .title = Fuera del cargo
finding-too-little-time-to-answer = Se requiere: { $required }. Hubo: { $found }.
    .title = Poco tiempo para responder
finding-hearing-missing = No se oyó a la persona acusada.
    .title = Sin audiencia
finding-shut-out = { $required-n ->
        [0] No se dejó oír a la persona acusada.
       *[other] Se negó a la persona acusada: { $required }.
    }
    .title = Sin dejar oír
finding-judge-in-own-cause = { $persons } promovió el cargo o es parte, y juzgó.
    .title = Juez y parte
finding-decided-by-others-than-heard = { $persons } decidió sin haber oído el caso.
    .title = Decidió quien no oyó
finding-decision-late = Último día: { $required }. Decidido el { $found }.
    .title = Decisión tardía
finding-reasons-missing = { $required-day ->
        [0] Se requiere: { $required }.
       *[other] Debidos hasta el { $required }. No constan.
    }
    .title = Sin motivos por escrito
finding-step-skipped = Se requiere: { $step }. No consta.
    .title = Paso omitido
finding-matter-closed = El asunto estaba cerrado: { $found }.
    .title = Asunto cerrado
finding-interim-limits = { $unit-n ->
        [0] { $found-n ->
            [0] Se requiere: { $required }.
           *[other] Puede durar hasta el { $required }. Se ordenó hasta el { $found }.
        }
       *[other] Puede durar { $required } como mucho. Se ordenó sin fin.
    }
    .title = Fuera de los límites cautelares
finding-more-than-allowed = { $unit-n ->
        [0] Puede durar hasta el { $required }. Se ordenó hasta el { $found }.
       *[other] Puede durar { $required } como mucho. Se ordenó sin fin.
    }
    .title = Más de lo permitido
finding-own-wrong = La organización invoca su propia falta contra { $persons }: { $found }.
    .title = Falta propia
finding-retaliation = Empezó { $found-n ->
        [one] un día
       *[other] { $found } días
    } después de ejercer un derecho protegido; dentro de { $required } días se mira con cuidado.
    .title = Tras ejercer un derecho
finding-way-not-listed = La pertenencia solo termina por: { $required }. Se invocó: { $found }.
    .title = Modo no previsto

## Recursos y subsanación

finding-appeal-late = Último día: { $required }. Presentado el { $found }.
    .title = Recurso tardío
finding-wrong-forum = Se requiere: { $required }. Consta: { $found }.
    .title = Órgano equivocado
finding-sat-below = { $persons } tomó parte en la decisión recurrida.
    .title = Juzgó antes
finding-confirmed-without-rehearing = Una { $found } que no oye de nuevo no subsana nada. Sigue: { $required }.
    .title = Confirmado sin oír de nuevo
finding-cure-without-power = { $required-n ->
        [0] { $found } no podía hacer lo que se confirma.
       *[other] { $found-cure ->
            [0] Se requiere: { $required }. Actuó: { $found }.
           *[other] Una { $found } no subsana: { $required }.
        }
    }
    .title = Sin facultad para subsanar
finding-annuls-its-own-ground = Desharía aquello en que se apoya: { $found }.
    .title = Anula su propia base

## La vida de los actos

finding-void-basis = { $found-n ->
        [0] Aquello en que se apoya no tiene efecto, y decae con ello.
       *[other] Se apoya en { $found }, que no tiene efecto, y decae con ello.
    }
    .title = Base nula
finding-not-in-force = { $found-n ->
        [0] Aquello de que trata no existe.
       *[other] Trata de { $found }, que no existe.
    }
    .title = Sin vigor
finding-contradictory-orders = Ordenado antes: { $required }. Ordenado ahora: { $found }.
    .title = Órdenes contradictorias

## Emergencias y deberes

finding-not-ratified = Lo debía { $by } hasta el { $due }. No consta, y la medida ha caducado.
    .title = Sin ratificar
finding-duty-overdue = { $duty }: lo debía { $by } hasta el { $due }.{ $silence-n ->
        [0] {""}
       *[other] {" "}Consecuencia: { $silence }.
    }
    .title = Fuera de plazo
finding-other-breach = { $required-n ->
        [0] Se infringió una norma de la que no se dice nada más.
       *[other] Se requiere: { $required }. No consta.
    }
    .title = Infracción

## Notas: explican, y no quitan nada

note-presumed-regular = Nada en el registro pone en duda la reunión.
    .title = Se presume regular
note-awaiting = Surtirá efecto después. Espera: { $what }.
    .title = En espera
note-stayed = La decisión descansa mientras corre el recurso.
    .title = Suspendida
note-de-facto = Lo hizo alguien de nombramiento defectuoso; vale igual.
    .title = Cargo de hecho
note-waived = { $defect }: renunciaron quienes la norma protege.
    .title = Renunciado
note-cured = Subsanado por { $kind }, { $since }.
    .title = Subsanado
note-excused = { $defect }: excusado por este artículo.
    .title = Excusado
note-immaterial = { $defect }: no pudo cambiar el resultado.
    .title = Sin consecuencia
note-late-record = Se registró cuando el silencio ya había surtido efecto; eso vale hasta que se pruebe.
    .title = Registrado tarde
note-standard-of-review = { $fact }: queda al juicio del órgano, y solo se revisa así: { $standard }.
    .title = Juicio del órgano
note-gap-filled = Las normas callan; este artículo llena el vacío.
    .title = Vacío llenado
note-by-default = { $silence-n ->
        [0] Nadie actuó a tiempo, y esto se sigue por sí solo.
       *[other] Nadie actuó a tiempo: { $silence }.
    }
    .title = Por silencio
note-notice-of-a-void-act = Comunica una decisión sin efecto, y no es notificación de un cargo.
    .title = Comunica una decisión nula
note-no-right-lost = Ningún derecho de un miembro depende de esto.
    .title = Sin derecho perdido

## Faltas de la propia anotación

fault-unknown-act = Se refiere a «{ $name }», y antes no consta ningún acto con ese identificador.
    .title = Acto desconocido
    .advice = Corrija el identificador, o anote antes el acto al que se refiere.
fault-unknown-body = Nombra «{ $name }», que los estatutos no conocen.
    .title = Órgano desconocido
    .advice = Escriba el órgano o cargo como en los estatutos, con su unidad tras una barra si cada unidad tiene uno.
fault-unknown-unit = Nombra «{ $name }», y no consta ninguna unidad ni nivel así.
    .title = Unidad desconocida
    .advice = Corrija el nombre, o anote antes la constitución de la unidad.
fault-unknown-person = Nombra a «{ $name }», que no consta.
    .title = Persona desconocida
    .advice = Corrija el identificador, o anote antes cómo ingresó.
fault-before-the-founding = Ocurrió antes de la fundación.
    .title = Antes de la fundación
    .advice = Corrija el día, o anote antes la fundación (kind: constituted).
fault-same-id = { $name-n ->
        [0] Un acto anterior tiene este identificador.
       *[other] «{ $name }» ya consta.
    }
    .title = Mismo identificador
    .advice = Dé otro identificador a uno de los dos; si es el mismo acto dos veces, quite uno.
fault-circular-reference = Se refiere a sí mismo: «{ $name }».
    .title = Referencia circular
    .advice = Corrija el identificador que vuelve sobre él.
fault-rule-failed = No se pudo aplicar una norma ({ $what }).
    .title = Norma fallida
    .advice = Mire el artículo; si dice lo que debe, es un fallo del programa que conviene comunicar con los dos archivos.
fault-not-yours-to-correct = Solo quien hizo la anotación «{ $name }» puede corregirla o retirarla.
    .title = No le toca corregir
    .advice = Discuta el acto (kind: disputed), o que lo corrija quien lo anotó.
